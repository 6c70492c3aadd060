// The state tree: leaves of accounts and the path from one up to a root.
pragma circom 2.1.6;

include "circomlib/circuits/poseidon.circom";

// H(ax, ay, owner, balance, nonce)
template AccountLeaf() {
	signal input ax;
	signal input ay;
	signal input owner;
	signal input balance;
	signal input nonce;
	signal output leaf;

	leaf <== Poseidon(5)([ax, ay, owner, balance, nonce]);
}

// The root above `leaf` at the index whose bits are given, the lowest first. Whoever calls it made sure they are bits.
template PathRoot(depth) {
	signal input leaf;
	signal input bits[depth];
	signal input siblings[depth];
	signal output root;

	signal node[depth + 1];
	signal moved[depth];
	node[0] <== leaf;
	for (var k = 0; k < depth; k++) {
		// what is taken from the right side and put on the left, where the node is the right child
		moved[k] <== bits[k] * (siblings[k] - node[k]);
		node[k + 1] <== Poseidon(2)([node[k] + moved[k], siblings[k] - moved[k]]);
	}
	root <== node[depth];
}
