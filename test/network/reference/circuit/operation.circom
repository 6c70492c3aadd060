// One operation: what it does to the state root, the data hash, the queue, and its leaf of the withdrawal tree. Every
// operation goes through the paths of two accounts; where a kind uses only one or none, the other is account 0, which
// then stays as it is.
pragma circom 2.1.6;

include "account.circom";
include "kind.circom";
include "signature.circom";
include "circomlib/circuits/bitify.circom";
include "circomlib/circuits/comparators.circom";
include "circomlib/circuits/poseidon.circom";

template Operation(depth) {
	signal input chainId;
	signal input rootBefore;
	signal input dataBefore;
	signal input queueBefore;

	signal input is[5];
	signal input from;
	signal input to;
	signal input amount;
	signal input ax;
	signal input ay;
	signal input owner;

	// account `from` under rootBefore
	signal input fromAx;
	signal input fromAy;
	signal input fromOwner;
	signal input fromBalance;
	signal input fromNonce;
	signal input fromSiblings[depth];
	// account `to` under the root after the change of `from`
	signal input toAx;
	signal input toAy;
	signal input toOwner;
	signal input toBalance;
	signal input toNonce;
	signal input toSiblings[depth];

	signal input r8x;
	signal input r8y;
	signal input s;

	signal output rootAfter;
	signal output dataAfter;
	signal output queueAfter;
	signal output withdrawLeaf;

	signal kind <== Kind()(is);
	signal amountIsZero <== Fields()(is, from, to, amount, owner);
	_ <== Num2Bits(96)(amount);
	_ <== Num2Bits(160)(owner);

	// What a forced operation takes: all, if the account is the owner's who asked, else nothing.
	signal ownersMatch <== IsEqual()([fromOwner, owner]);
	signal forcedAmount <== ownersMatch * fromBalance;
	is[4] * (amount - forcedAmount) === 0;

	signal deposited <== is[1] * amount;
	signal transferred <== is[2] * amount;

	// A deposit makes account `to` where nobody has it. An owner of zero is nobody: L1 takes no deposit for it.
	signal toIsNobody <== IsZero()(toOwner);
	signal created <== is[1] * toIsNobody;
	created * toAx === 0;
	created * toAy === 0;
	created * toBalance === 0;
	created * toNonce === 0;
	is[2] * toIsNobody === 0;
	signal axAfter <== toAx + created * ax;
	signal ayAfter <== toAy + created * ay;
	signal ownerAfter <== toOwner + created * owner;
	// The key is that of account `to`, and zero for kinds without one; a deposit's owner is that account's too.
	(is[1] + is[2]) * axAfter === ax;
	(is[1] + is[2]) * ayAfter === ay;
	is[1] * (owner - ownerAfter) === 0;

	component sender = AccountChange(depth);
	sender.index <== from;
	sender.siblings <== fromSiblings;
	sender.ax <== fromAx;
	sender.ay <== fromAy;
	sender.owner <== fromOwner;
	sender.balance <== fromBalance;
	sender.nonce <== fromNonce;
	sender.axAfter <== fromAx;
	sender.ayAfter <== fromAy;
	sender.ownerAfter <== fromOwner;
	sender.balanceAfter <== fromBalance - amount + deposited;
	sender.nonceAfter <== fromNonce + is[2] + is[3];
	sender.rootBefore === rootBefore;

	component receiver = AccountChange(depth);
	receiver.index <== to;
	receiver.siblings <== toSiblings;
	receiver.ax <== toAx;
	receiver.ay <== toAy;
	receiver.owner <== toOwner;
	receiver.balance <== toBalance;
	receiver.nonce <== toNonce;
	receiver.axAfter <== axAfter;
	receiver.ayAfter <== ayAfter;
	receiver.ownerAfter <== ownerAfter;
	receiver.balanceAfter <== toBalance + deposited + transferred;
	receiver.nonceAfter <== toNonce;
	receiver.rootBefore === sender.rootAfter;
	rootAfter <== receiver.rootAfter;

	signal message <== OperationMessage()(chainId, kind, from, fromNonce, to, ax, ay, owner, amount);
	OperationSignature()(is[2] + is[3], fromAx, fromAy, r8x, r8y, s, message);

	signal keyAndOwner <== Poseidon(3)([ax, ay, owner]);
	dataAfter <== Poseidon(6)([dataBefore, kind, from, to, amount, keyAndOwner]);

	// H(1, ax, ay, owner, amount) or H(4, from, 0, owner, 0): of a deposit `from` is zero, of a forced operation the key is.
	signal entry <== Poseidon(5)([kind, ax + from, ay, owner, deposited]);
	signal taken <== Poseidon(2)([queueBefore, entry]);
	queueAfter <== queueBefore + (is[1] + is[4]) * (taken - queueBefore);

	signal withdrawal <== Poseidon(2)([owner, amount]);
	signal forcedOut <== is[4] * (1 - amountIsZero);
	withdrawLeaf <== (is[3] + forcedOut) * withdrawal;
}
