// Random balances and chains, possible and impossible ones alike: what the screens must draw without a wrong number.

import fc from "fast-check";
import type {
	BalanceView,
	ChainView,
	GradeView,
} from "../../../src/protocol/views.ts";

const anyGrade: fc.Arbitrary<GradeView> = fc.record({
	who: fc.constantFrom("l1", "claimed", "proposed", "accepted", "exit-final"),
	validity: fc.constantFrom(
		"none",
		"window-open",
		"window-won",
		"tee",
		"development",
		"l1-accepted",
		"rechecked",
	),
	finality: fc.constantFrom("optimistic", "final"),
	asOfS: fc.integer({ min: 1_700_000_000, max: 1_795_000_000 }),
});

export const anyBalance: fc.Arbitrary<BalanceView> = fc.record({
	trailId: fc.option(fc.constantFrom("a", "b")),
	token: fc.option(
		fc.constantFrom(
			"0x3c44cdddb6a900fa2b585dd299e03d12fa4293bc" as const,
			"0x90f79bf6eb2c4f870365e785982e1f101e93b906" as const,
		),
	),
	symbol: fc.constantFrom("ETH", "USDX"),
	decimals: fc.integer({ min: 0, max: 36 }),
	amount: fc.option(fc.bigInt({ min: 0n, max: (1n << 256n) - 1n }).map(String)),
	grade: fc.option(anyGrade),
	blockNumber: fc.option(fc.nat()),
	note: fc.constantFrom(null, "More is claimed. It is not proved yet."),
});

export const anyChain: fc.Arbitrary<ChainView> = fc.record({
	chainId: fc.integer({ min: 1, max: 1_000_000 }),
	title: fc.constantFrom("Ethereum", "Scroll", "Base"),
	kind: fc.constantFrom("l1", "rollup"),
	coin: fc.constantFrom(
		{ symbol: "ETH", decimals: 18 },
		{ symbol: "XDAI", decimals: 18 },
	),
	balances: fc.array(anyBalance, { maxLength: 3 }),
	sends: fc.boolean(),
	fault: fc.constant(null),
	warning: fc.constantFrom(null, "Insecure development setup."),
	halt: fc.constant(null),
});
