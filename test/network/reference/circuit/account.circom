// An account before and after a change, both under one path: from the root that has the first to the root that has the
// second.
pragma circom 2.1.6;

include "tree.circom";
include "circomlib/circuits/bitify.circom";

// Balances after the change are below 2^96 and nonces below 2^32, so nothing wraps around the field: what is taken off
// or added is itself below 2^96.
template AccountChange(depth) {
	signal input index;
	signal input siblings[depth];
	signal input ax;
	signal input ay;
	signal input owner;
	signal input balance;
	signal input nonce;
	signal input axAfter;
	signal input ayAfter;
	signal input ownerAfter;
	signal input balanceAfter;
	signal input nonceAfter;
	signal output rootBefore;
	signal output rootAfter;

	signal bits[depth] <== Num2Bits(depth)(index);
	_ <== Num2Bits(96)(balanceAfter);
	_ <== Num2Bits(32)(nonceAfter);

	signal leafBefore <== AccountLeaf()(ax, ay, owner, balance, nonce);
	signal leafAfter <== AccountLeaf()(axAfter, ayAfter, ownerAfter, balanceAfter, nonceAfter);
	rootBefore <== PathRoot(depth)(leafBefore, bits, siblings);
	rootAfter <== PathRoot(depth)(leafAfter, bits, siblings);
}
