package pattern

import (
	"fmt"
	"strings"
)

// NoSuch says in a sentence that there is no pattern of that id, and which it may have been.
func NoSuch(id string, all []*Pattern) string {
	text := fmt.Sprintf("there is no pattern %q", id)
	switch near := near(id, all); len(near) {
	case 0:
		return text
	case 1:
		return text + "; there is " + near[0]
	default:
		return text + "; there are " + strings.Join(near, ", ")
	}
}

// near are the patterns whose id has the word in it, or that are a slip or two away.
func near(id string, all []*Pattern) (ids []string) {
	const shortest, longest = 3, 40 // of what is compared
	if len(id) < shortest || len(id) > longest {
		return nil
	}
	id = strings.ToLower(id)
	for _, p := range all {
		if strings.Contains(p.ID, id) || slips(id, p.ID) <= 1+len(id)/6 {
			ids = append(ids, p.ID)
		}
	}
	return ids
}

// slips is how many letters are to be put in, left out or changed to make a of b (Levenshtein's distance).
func slips(a, b string) int {
	row := make([]int, len(b)+1)
	for j := range row {
		row[j] = j
	}
	for i := range len(a) {
		corner := row[0]
		row[0] = i + 1
		for j := range len(b) {
			change := corner
			if a[i] != b[j] {
				change++
			}
			corner = row[j+1]
			row[j+1] = min(change, row[j]+1, row[j+1]+1)
		}
	}
	return row[len(b)]
}
