// Which of the five kinds an operation is, and which of its fields that kind leaves at zero.
pragma circom 2.1.6;

include "circomlib/circuits/comparators.circom";

// is[k] is 1 for one k and 0 for the others, and `kind` is that k.
template Kind() {
	signal input is[5];
	signal output kind;

	var sum = 0;
	var number = 0;
	for (var k = 0; k < 5; k++) {
		is[k] * (is[k] - 1) === 0;
		sum += is[k];
		number += k * is[k];
	}
	sum === 1;
	kind <== number;
}

// `from` belongs to kinds 2, 3 and 4, `to` to 1 and 2, `owner` to 1, 3 and 4; amounts of 1, 2 and 3 are above zero and
// that of 0 is zero. The key is bound to account `to` where there is one, see operation.circom.
template Fields() {
	signal input is[5];
	signal input from;
	signal input to;
	signal input amount;
	signal input owner;
	signal output amountIsZero;

	(is[0] + is[1]) * from === 0;
	(is[0] + is[3] + is[4]) * to === 0;
	(is[0] + is[2]) * owner === 0;
	is[0] * amount === 0;

	amountIsZero <== IsZero()(amount);
	(is[1] + is[2] + is[3]) * amountIsZero === 0;

	signal sameAccount <== IsEqual()([from, to]);
	is[2] * sameAccount === 0;
}
