// The signature of a transfer or withdrawal.
pragma circom 2.1.6;

include "circomlib/circuits/eddsaposeidon.circom";
include "circomlib/circuits/poseidon.circom";

// Where `enabled` is 1, (r8x, r8y, s) is the signature of key (ax, ay) over the operation's message. Where it is 0 it
// says nothing, and stands for any key: an account may have a key that is no point of the curve, and must not be able to
// stop a batch by it.
template OperationSignature() {
	signal input enabled;
	signal input ax;
	signal input ay;
	signal input r8x;
	signal input r8y;
	signal input s;
	signal input message;

	// Base8
	var spareX = 5299619240641551281634865583518297030282874472190772894086521144482721001553;
	var spareY = 16950148790460657717958625567821834550301663161624707787222815936182638968203;
	signal keyX <== spareX + enabled * (ax - spareX);
	signal keyY <== spareY + enabled * (ay - spareY);

	EdDSAPoseidonVerifier()(enabled, keyX, keyY, s, r8x, r8y, message);

	// one form for operations without a signature: the curve's zero, and s zero
	(1 - enabled) * r8x === 0;
	(1 - enabled) * (r8y - 1) === 0;
	(1 - enabled) * s === 0;
}

// H(chainId, kind, from, nonce, H(to, ax, ay, owner), amount)
template OperationMessage() {
	signal input chainId;
	signal input kind;
	signal input from;
	signal input nonce;
	signal input to;
	signal input ax;
	signal input ay;
	signal input owner;
	signal input amount;
	signal output message;

	signal receiver <== Poseidon(4)([to, ax, ay, owner]);
	message <== Poseidon(6)([chainId, kind, from, nonce, receiver, amount]);
}
