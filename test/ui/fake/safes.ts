// A Safe of three owners, of whom this wallet has one: what waits in it, what changed, and what the signer reads of it. All invented.

import { Fault } from "../../../src/base/fault.ts";
import {
	plainSafeTx,
	safeApproval,
	safeTxHash,
} from "../../../src/evidence/safe-tx.ts";
import { ownOrigin } from "../../../src/message/request.ts";
import type { CallApproval } from "../../../src/protocol/call-views.ts";
import type { Handlers } from "../../../src/protocol/channel.ts";
import type { MessageApproval } from "../../../src/protocol/message-views.ts";
import type { ui } from "../../../src/protocol/methods.ts";
import type { SafeTxView, SafeView } from "../../../src/protocol/safe-ui.ts";
import type { SafeActs, SafeFacts } from "../../../src/protocol/safe-views.ts";
import type { OrderView } from "../../../src/protocol/views.ts";
import { hash, me, nowS, other, third } from "./base.ts";

export const safe = "0x5afe5afe5afe5afe5afe5afe5afe5afe5afe5afe";
const module = "0x90d01e90d01e90d01e90d01e90d01e90d01e90d0";
export const usdc = "0xa0b86991c6218b36c1d19d4a2e9eb0ce3606eb48";

const facts: SafeFacts = {
	address: safe,
	version: "1.4.1",
	singleton: "0x41675c099f32341bf84bfc5382af534df5c7461a",
	owners: [me, other, third],
	threshold: 2,
	nonce: 12,
	modules: [],
	guard: null,
	moduleGuard: null,
	fallbackHandler: null,
};

const grade = {
	who: "l1" as const,
	validity: "none" as const,
	finality: "optimistic" as const,
	asOfS: nowS - 14,
};

const payment = {
	to: third,
	valueWei: "1500000000000000000",
	data: "0x",
} as const;
const tokens = {
	to: usdc,
	valueWei: "0",
	data: `0xa9059cbb${"0".repeat(24)}${other.slice(2)}${(250_000_000).toString(16).padStart(64, "0")}`,
} as const;

const hashOf = (call: SafeActs["call"], nonce: number) =>
	safeTxHash(
		1,
		safe,
		plainSafeTx({ ...call, valueWei: BigInt(call.valueWei) }),
		nonce,
	);

const txOf = (
	call: SafeActs["call"],
	nonce: number,
	confirmed: SafeTxView["confirmed"],
	sends: SafeTxView["sends"] = null,
): SafeTxView => ({
	hash: hashOf(call, nonce),
	call,
	sends,
	nonce,
	approval: safeApproval(hashOf(call, nonce)),
	confirmed,
	onChain: [],
	lapsed: [],
	turn: { isNow: nonce === facts.nonce, isOver: nonce < facts.nonce },
	hasRival: nonce === 13,
});

export const safeTxs = {
	ready: txOf(payment, 12, [other]),
	later: txOf(tokens, 13, [], { token: usdc, to: other, amount: "250000000" }),
	over: txOf(payment, 11, [me, other]),
};

const view: SafeView = {
	facts,
	grade,
	ours: [me],
	contracts: [{ address: third, isSafe: true }],
	through: [],
	isKept: true,
	before: null,
	txs: [safeTxs.over, safeTxs.ready, safeTxs.later],
};

const changed: SafeView = {
	...view,
	facts: {
		...facts,
		owners: [me, other, module],
		modules: [module],
		guard: third,
		fallbackHandler: other,
		threshold: 3,
	},
	before: facts,
	txs: [],
};

const strangers: SafeView = { ...view, ours: [], isKept: false, txs: [] };

/** An owner of the Safe, and a Safe itself. */
export const innerSafe = third;
const innerFacts: SafeFacts = {
	...facts,
	address: innerSafe,
	owners: [me, other],
	nonce: 3,
};
const sent: NonNullable<SafeTxView["sends"]> = {
	token: usdc,
	to: other,
	amount: "250000000",
};
/** What waits in the Safe for the yes of the other. */
export const nestedTx: SafeTxView = {
	...txOf(tokens, 12, [other], sent),
	hasRival: false,
};
const yes = { to: safe, valueWei: "0", data: nestedTx.approval } as const;
const yesHash = safeTxHash(
	1,
	innerSafe,
	plainSafeTx({ ...yes, valueWei: 0n }),
	3,
);
/** What it agrees to there. */
const ready = { call: tokens, nonce: 12, hash: nestedTx.hash };
export const safeYes: SafeTxView = {
	...txOf(yes, 3, [other]),
	hash: yesHash,
	approval: safeApproval(yesHash),
	outer: { safe, ...ready, sends: sent },
	turn: { isNow: true, isOver: false },
	hasRival: false,
};

/** The Safe as one of whose owners the other Safe is on the list; and the other. */
const outer: SafeView = {
	...view,
	ours: [],
	through: [{ safe: innerSafe, accounts: [me] }],
	txs: [nestedTx],
};
/** The same once its yes is in a block. */
const agreedOuter: SafeView = {
	...outer,
	txs: [{ ...nestedTx, confirmed: [other, innerSafe], onChain: [innerSafe] }],
};
const inner: SafeView = {
	...view,
	facts: innerFacts,
	contracts: [],
	txs: [safeYes],
};

export type SafeScene =
	| "plain"
	| "changed"
	| "strangers"
	| "nested"
	| "nested-agreed";
const scenes: { readonly [name in SafeScene]: SafeView } = {
	plain: view,
	changed,
	strangers,
	nested: outer,
	"nested-agreed": agreedOuter,
};

const acts: SafeActs = {
	safe: facts,
	call: payment,
	nonce: 12,
	hash: safeTxs.ready.hash,
	agreed: [me],
};

/** As the signer reads the agreement that is asked of its account. */
export const agreement: MessageApproval = {
	id: "safe-ask",
	request: hash(90),
	shown: hash(91),
	origin: ownOrigin,
	account: me,
	chain: { chainId: 1, title: "Ethereum", symbol: "ETH", decimals: 18 },
	digest: safeTxs.ready.hash,
	meaning: {
		kind: "safe",
		safe,
		...payment,
		isDelegated: false,
		nonce: "12",
		refunds: false,
		calls: [{ ...payment, sends: null }],
	},
	bytes: null,
	typed: null,
	warnings: [],
	checkpoint: hash(5),
	headSlot: 10_482_176,
	asOfS: nowS - 8,
	steps: 21,
	safe: acts,
};

/** The order that carries it out, as the signer reads it. @param told what is foretold of it */
export const safeExecution = (
	told: CallApproval["foretold"],
): CallApproval => ({
	codeHash: hash(80),
	parts: [],
	isSeveral: false,
	tokens: [],
	items: [],
	allows: [],
	foretold: told,
	safe: {
		...acts,
		safe: { ...facts, modules: [module] },
		agreed: [me, other],
	},
});

/** The order by which an owner agrees to it on its chain. */
export const safeApproving = (
	told: CallApproval["foretold"],
): CallApproval => ({
	...safeExecution(told),
	safe: { ...acts, agreed: [me], isLater: true },
});

const nestedActs: Omit<SafeActs, "agreed"> = {
	safe: innerFacts,
	call: yes,
	nonce: 3,
	hash: yesHash,
	outer: { safe: { ...facts, modules: [module] }, ...ready },
};

/** The order by which the one Safe agrees in the other. */
export const safeNesting = (told: CallApproval["foretold"]): CallApproval => ({
	...safeExecution(told),
	safe: { ...nestedActs, agreed: [me, other] },
});

/** The order that carries it out, of who is an owner of an owner. */
export const safeThrough = (told: CallApproval["foretold"]): CallApproval => ({
	...safeExecution(told),
	safe: {
		...{ safe: facts, ...ready, agreed: [other, innerSafe] },
		through: innerFacts,
	},
});

/** As the signer reads an owner's agreement that the one Safe agrees in the other. */
export const nestedAgreement: MessageApproval = {
	...agreement,
	digest: yesHash,
	meaning: {
		kind: "safe",
		...{ ...yes, safe: innerSafe, isDelegated: false, nonce: "3" },
		refunds: false,
		calls: [{ ...yes, sends: null }],
	},
	safe: { ...nestedActs, agreed: [me] },
};

export const fakeSafes = (
	scene: SafeScene,
	order: OrderView,
	note: (call: string) => undefined,
): Pick<
	Handlers<typeof ui, null>,
	Extract<keyof typeof ui, `safe.${string}`>
> => {
	const shown = scenes[scene];
	return {
		"safe.look": async ({ address }) => {
			if (address === innerSafe) return inner;
			if (address !== safe)
				throw new Fault("safe-unknown", `the code of ${address} is none`);
			return shown;
		},
		"safe.keep": async () => shown,
		"safe.forget": async ({ address }) => note(`forget ${address}`),
		"safe.seen": async () => note("seen"),
		"safe.propose": async ({ to, valueWei }) => {
			note(`propose ${to} ${valueWei}`);
			return { hash: safeTxs.later.hash };
		},
		"safe.nest": async ({ inner: by, hash: of }) => {
			note(`nest ${by} ${of}`);
			return { address: innerSafe, hash: yesHash };
		},
		"safe.drop": async ({ hash: of }) => note(`drop ${of}`),
		"safe.ask": async () => ({ id: agreement.id }),
		"safe.approve": async ({ id }) => {
			note(`approve ${id}`);
			return order;
		},
		"safe.leave": async ({ id }) => note(`leave ${id}`),
		"safe.export": async () => ({ file: "{}" }),
		"safe.import": async () => ({ address: safe, hash: safeTxs.later.hash }),
		"safe.execute": async ({ id }) => {
			note(`execute ${id}`);
			return order;
		},
	};
};
