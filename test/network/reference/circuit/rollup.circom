// A batch of two operations. The rules are those of README.md.
pragma circom 2.1.6;

include "operation.circom";

template Rollup(depth) {
	signal input oldRoot;
	signal input newRoot;
	signal input dataHash;
	signal input queueBefore;
	signal input queueAfter;
	signal input withdrawRoot;
	signal input chainId;

	signal input is[2][5];
	signal input from[2];
	signal input to[2];
	signal input amount[2];
	signal input ax[2];
	signal input ay[2];
	signal input owner[2];
	// key x, key y, owner, balance, nonce
	signal input fromAccount[2][5];
	signal input fromSiblings[2][depth];
	signal input toAccount[2][5];
	signal input toSiblings[2][depth];
	// R8 x, R8 y, S
	signal input signature[2][3];

	component operation[2];
	for (var i = 0; i < 2; i++) {
		operation[i] = Operation(depth);
		operation[i].chainId <== chainId;
		operation[i].rootBefore <== i == 0 ? oldRoot : operation[0].rootAfter;
		operation[i].dataBefore <== i == 0 ? 0 : operation[0].dataAfter;
		operation[i].queueBefore <== i == 0 ? queueBefore : operation[0].queueAfter;
		operation[i].is <== is[i];
		operation[i].from <== from[i];
		operation[i].to <== to[i];
		operation[i].amount <== amount[i];
		operation[i].ax <== ax[i];
		operation[i].ay <== ay[i];
		operation[i].owner <== owner[i];
		operation[i].fromAx <== fromAccount[i][0];
		operation[i].fromAy <== fromAccount[i][1];
		operation[i].fromOwner <== fromAccount[i][2];
		operation[i].fromBalance <== fromAccount[i][3];
		operation[i].fromNonce <== fromAccount[i][4];
		operation[i].fromSiblings <== fromSiblings[i];
		operation[i].toAx <== toAccount[i][0];
		operation[i].toAy <== toAccount[i][1];
		operation[i].toOwner <== toAccount[i][2];
		operation[i].toBalance <== toAccount[i][3];
		operation[i].toNonce <== toAccount[i][4];
		operation[i].toSiblings <== toSiblings[i];
		operation[i].r8x <== signature[i][0];
		operation[i].r8y <== signature[i][1];
		operation[i].s <== signature[i][2];
	}
	operation[1].rootAfter === newRoot;
	operation[1].dataAfter === dataHash;
	operation[1].queueAfter === queueAfter;
	signal withdrawals <== Poseidon(2)([operation[0].withdrawLeaf, operation[1].withdrawLeaf]);
	withdrawals === withdrawRoot;
}

component main {
	public [oldRoot, newRoot, dataHash, queueBefore, queueAfter, withdrawRoot, chainId]
} = Rollup(8);
