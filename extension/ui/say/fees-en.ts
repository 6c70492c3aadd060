// What a payment pays for its place in a block, in English.

export const feesEn = {
	title: "Fee",
	usualOne: "The usual fee.",
	chosen: "The fee you chose.",
	choose: "Choose the fee",
	asking: "Looking at the fees of proved blocks.",
	how: "How urgent is it?",
	names: {
		slow: "Slow",
		usual: "Usual",
		fast: "Fast",
		own: "My own numbers",
	},
	means: {
		slow: "The lowest price. It is enough while fees stay about where they are. If they rise, it waits until they fall: minutes, or days.",
		usual:
			"Still enough when fees double. Most often it is in one of the next blocks.",
		fast: "Still enough when fees grow threefold, with twice the usual tip. Most often it is in the next block or the one after.",
	},
	atMost: (gwei: string, plain: string) =>
		`At most ${gwei} gwei for a unit of gas: ${plain} for a plain payment.`,
	enough: (count: string, of: string, span: string) =>
		`By the proved fees of the last ${of} blocks (${span}) it was enough in ${count} of them.`,
	nobody:
		"What is no plain payment costs more: the order says the most before you decide. Nobody can promise a time: whoever builds a block chooses what goes in. What waits too long can be sped up or cancelled.",
	cap: "At most for a unit of gas, in gwei",
	tip: "Of that, for who builds the block, in gwei",
	noNumber: "This is not a number in gwei, such as 1.5.",
	capLow: (least: string) =>
		`Under ${least} gwei no block takes it now: that is the proved base fee.`,
	capHigh: (most: string) =>
		`Over ${most} gwei nothing is signed: that is four times the proved base fee, and the greatest tip.`,
	tipHigh: (most: string) => `Over ${most} gwei no tip is signed.`,
	tipOver: "It is part of the first number, and cannot be more.",
	notTaken: "No order is made until both numbers are right.",
};
