package room

import (
	"crypto/rand"
	"crypto/subtle"
	"fmt"
	"math/big"
	"strings"
)

// words are short, told apart by ear, and neither plural nor spelt in two ways.
var words = strings.Fields(`
	acorn alder amber anchor apple apricot arrow aspen autumn badger bamboo banjo barley basil beacon beaver
	birch bishop bison bobcat bonnet bottle breeze bridge bronze bucket button cactus camel candle canoe canyon
	carbon carrot castle cedar chalk cherry cider cinder citrus clover cobalt coffee comet copper coral cotton
	cricket crystal cypress dahlia daisy dancer dolphin donkey dragon drummer eagle ember emerald falcon feather fern
	fiddle finch flint forest fossil fountain galaxy garden garnet ginger glacier goblet granite guitar hammer harbor
	harvest hazel helmet heron hickory honey hornet island ivory jasmine jigsaw juniper kernel kettle kitten ladder
	lagoon lantern laurel lemon lilac linen lobster lotus magnet mango maple marble meadow melon mitten monkey
	mosaic mountain muffin nectar needle nettle nickel nutmeg ocean olive onyx orange orbit orchard orchid otter
	oyster paddle panda panther paper parrot pebble pelican penguin pepper pigeon pillow pine planet plum pocket
	pony poplar poppy prairie puffin pumpkin puzzle quartz quiver rabbit radish raven ribbon river robin rocket
	rowan saddle saffron salmon sandal sapphire satin shadow silver sparrow spinach spruce squirrel summer sunset
	tango teapot thistle thunder tiger timber tomato topaz trumpet tulip tunnel turtle valley velvet violet
	violin walnut walrus willow window winter wizard yarrow yellow zebra zephyr zigzag`)

// newID makes an id one can read out in a lecture hall: "maple-4271". Each is
// one of some 1.9 million. It is no secret, for it only lets one watch.
func newID() string {
	return fmt.Sprintf("%s-%d", words[random(len(words))], 1000+random(9000))
}

// newToken makes a secret of 128 bits.
func newToken() string { return rand.Text() }

func sameToken(a, b string) bool {
	return subtle.ConstantTimeCompare([]byte(a), []byte(b)) == 1
}

func random(n int) int64 {
	i, err := rand.Int(rand.Reader, big.NewInt(int64(n)))
	if err != nil {
		panic(err) // crypto/rand never fails
	}
	return i.Int64()
}
