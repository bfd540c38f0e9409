// Package libzmq sets what patternscope writes beside libzmq itself, through
// its Go binding: the same messages, in one run. It is a module of its own, for
// it needs a C compiler and libzmq, and the program needs neither:
//
//	apt-get install gcc pkg-config libzmq3-dev
//	cd bench/libzmq && go test -bench .
package libzmq
