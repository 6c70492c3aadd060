// Scripted states of engine and signer for the screens to be drawn from. Every number here is invented.

import type { Hex } from "../../../src/base/bytes.ts";
import type { Decoded } from "../../../src/base/decode.ts";
import type { FaultJson } from "../../../src/base/fault.ts";
import { siteMessage } from "../../../src/engine/site-codes.ts";
import { opMessage } from "../../../src/l2/op/checks/codes.ts";
import { referenceMessage } from "../../../src/l2/reference/checks/codes.ts";
import { phishingMessage } from "../../../src/phishing/codes.ts";
import type { ExitsView, WayView } from "../../../src/protocol/exit-views.ts";
import { amountOf } from "../../../src/protocol/message.ts";
import type { MessageApproval } from "../../../src/protocol/message-views.ts";
import type { keyStatus } from "../../../src/protocol/methods.ts";
import type {
	ApprovalView,
	ChainView,
	CheckpointView,
	EndpointView,
	GradeView,
	OrderView,
	SiteRequestView,
	SyncView,
	TokenView,
	TraceView,
	WalletView,
} from "../../../src/protocol/views.ts";
import { fourth, imported, keyId, manyAccounts, secondId } from "./accounts.ts";
import {
	fault,
	hash,
	long,
	me,
	nowMs,
	nowS,
	other,
	phraseId,
	third,
} from "./base.ts";
import { batchScenes } from "./batches.ts";
import { callScenes } from "./calls.ts";
import { onDevice } from "./devices.ts";
import {
	escapeApproval,
	escapeWays,
	exitScenes,
	longAlive,
	longExit,
	longKept,
	noWaysAtAll,
	portal,
	proveApproval,
	referenceScenes,
	scrollScenes,
	ways,
} from "./exits.ts";
import type { FoundScene } from "./found.ts";
import { messageScenes } from "./messages.ts";
import { agreement, nestedAgreement, type SafeScene, safe } from "./safes.ts";

export { fault, hash, me, nowMs, other };

export type Scene = {
	/** Of the Safe: plain where it is not said. */
	readonly safe?: SafeScene;
	readonly found?: FoundScene;
	/** What the sequencer's relay has: its newest word where it is not said. */
	readonly said?: "now" | "old";
	readonly view: WalletView;
	readonly status: Decoded<typeof keyStatus>;
	readonly approvals: readonly ApprovalView[];
	/** Messages as the signer read them. */
	readonly messages?: readonly MessageApproval[];
	readonly trails: readonly TraceView[];
	readonly checkpoint: CheckpointView;
	/** What order.prepare says, if it does not make an order. */
	readonly refusal: FaultJson | null;
	readonly granted: readonly string[];
	/** What exit.ways answers. */
	readonly ways: readonly WayView[];
	/** What tests of endpoints give: good news where it is left out. */
	readonly trials?: "good" | "mixed" | "dead";
	/** Whose code the account runs. */
	readonly delegate?: Hex;
	/** A site whose payments the person is offered to block it by. */
	readonly pushy?: string;
};

export const final: GradeView = {
	who: "l1",
	validity: "none",
	finality: "final",
	asOfS: nowS - 13 * 60,
};
export const optimistic: GradeView = {
	...final,
	finality: "optimistic",
	asOfS: nowS - 24,
};
export const proposed: GradeView = {
	who: "proposed",
	validity: "window-open",
	finality: "final",
	asOfS: nowS - 62 * 60,
};
export const rechecked: GradeView = {
	who: "accepted",
	validity: "rechecked",
	finality: "final",
	asOfS: nowS - 52 * 60,
};
export const claimed: GradeView = {
	who: "claimed",
	validity: "none",
	finality: "optimistic",
	asOfS: nowS - 300,
};

const following: SyncView = {
	phase: "following",
	done: 27,
	of: 27,
	startedMs: nowMs - 60_000,
	optimistic: {
		slot: 10_482_240,
		root: hash(3),
		blockNumber: 24_611_596,
		timeS: nowS - 12,
		signed: 508,
		of: 512,
	},
	final: {
		slot: 10_482_176,
		root: hash(4),
		blockNumber: 24_611_530,
		timeS: nowS - 13 * 60,
		signed: 510,
		of: 512,
	},
};

/** Contracts that answer as tokens do. */
export const tokenAnswer: {
	readonly address: Hex;
	readonly answers: TokenView;
} = {
	address: "0x6b175474e89094c44da98b954eedeac495271d0f",
	answers: {
		symbol: "DAI",
		name: "Dai Stablecoin",
		decimals: 18,
		amount: "312500000000000000000",
		how: "slot",
		grade: optimistic,
		blockNumber: 24_611_596,
		looksLikeCoin: false,
		isListed: false,
	},
};
export const computedAnswer: typeof tokenAnswer = {
	address: "0xae7ab96520de3a18e5e111b5eaab095312d7fe84",
	answers: {
		...tokenAnswer.answers,
		symbol: "ЕТН (0xae7a…fe84)",
		name: "A very long name for a token that wants to be noticed by all",
		how: "computed",
		amount: "1000000000000000000000000",
		looksLikeCoin: true,
	},
};

const ether = { symbol: "ETH", decimals: 18 };

const ethereum: ChainView = {
	chainId: 1,
	title: "Ethereum",
	kind: "l1",
	coin: ether,
	sends: true,
	warning: null,
	halt: null,
	balances: [
		{
			trailId: "1-eth",
			token: null,
			symbol: "ETH",
			decimals: 18,
			amount: "2500000000000000000",
			grade: final,
			blockNumber: 24_611_530,
			note: null,
		},
		{
			trailId: "1-usd",
			token: third,
			symbol: "USDX",
			decimals: 6,
			amount: "1204567890",
			grade: optimistic,
			blockNumber: 24_611_596,
			note: null,
		},
	],
	fault: null,
};
const scroll: ChainView = {
	chainId: 534_352,
	title: "Scroll",
	kind: "rollup",
	coin: ether,
	sends: false,
	warning: null,
	halt: null,
	balances: [
		{
			trailId: "s-eth",
			token: null,
			symbol: "ETH",
			decimals: 18,
			amount: "1411234567890123456",
			grade: rechecked,
			blockNumber: 9_120_004,
			note: null,
		},
	],
	fault: null,
};
const op: ChainView = {
	chainId: 10,
	title: "OP Mainnet",
	kind: "rollup",
	coin: ether,
	sends: false,
	warning: null,
	halt: null,
	balances: [
		{
			trailId: "o-eth",
			token: null,
			symbol: "ETH",
			decimals: 18,
			amount: "150000000000000000",
			grade: proposed,
			blockNumber: 141_200_311,
			note: null,
		},
	],
	fault: null,
};
const base: ChainView = {
	chainId: 8453,
	title: "Base",
	kind: "rollup",
	coin: ether,
	sends: false,
	warning: null,
	halt: null,
	balances: [
		{
			trailId: null,
			token: null,
			symbol: "ETH",
			decimals: 18,
			amount: null,
			grade: claimed,
			blockNumber: null,
			note: "0.25 ETH more is claimed by a root that nobody stands behind. It is not proved yet.",
		},
	],
	fault: fault(
		"l2-root-unproposed",
		"root of block 38118204 is 4 min old, 30 min are asked",
	),
};

/** What the reference rollup's profile says of itself. */
const insecure =
	"Insecure development setup: the secrets of its proofs are public, so anyone can forge them.";
const recently: GradeView = { ...rechecked, asOfS: nowS - 70 };
const reference: ChainView = {
	chainId: 902,
	title: "Reference rollup",
	kind: "rollup",
	coin: ether,
	sends: true,
	warning: insecure,
	halt: null,
	balances: [
		{
			trailId: "r-eth",
			token: null,
			symbol: "ETH",
			decimals: 18,
			amount: "4000000000000000000",
			grade: recently,
			blockNumber: 12,
			note: null,
		},
	],
	fault: null,
};
const forged = fault(
	"recheck-failed",
	"the proof of batch 13 does not hold for its inputs under the program 0x51c2…e07a",
);

const endpoint = (
	chainId: number,
	role: EndpointView["role"],
	name: string,
	url: string,
	state: EndpointView["state"] = "good",
	because: FaultJson | null = null,
): EndpointView => ({
	chainId,
	role,
	name,
	url,
	state,
	fault: because,
	proofWindow:
		role === "execution" && state === "good" ? "the newest 128 blocks" : null,
});
const endpoints: readonly EndpointView[] = [
	endpoint(1, "beacon", "My node", "http://localhost:5052"),
	endpoint(
		1,
		"beacon",
		"Lighthouse of a friend",
		"https://beacon.friend.example",
	),
	endpoint(
		1,
		"beacon",
		"beacon.quick.example",
		"https://beacon.quick.example",
		"put-aside",
		fault(
			"committee-signature",
			"slot 10482171, 510 of 512 keys",
			"beacon.quick.example",
		),
	),
	endpoint(1, "execution", "My node", "http://localhost:8545"),
	endpoint(
		1,
		"execution",
		"rpc.cheap.example",
		"https://rpc.cheap.example/v1/4f6c1e2b9d",
		"silent",
		fault("too-slow", "no answer in 8000 ms", "rpc.cheap.example"),
	),
	endpoint(10, "execution", "op.rpc.example", "https://op.rpc.example"),
];

export const order: OrderView = {
	id: "order-1",
	state: "waiting",
	origin: null,
	chainId: 1,
	from: me,
	to: other,
	valueWei: "500000000000000000",
	data: "0x",
	nonce: 17,
	gasLimit: 21_000,
	maxFeePerGasWei: "24000000000",
	maxPriorityFeePerGasWei: "1000000000",
	mostFeeWei: "504000000000000",
	mostLeavesWei: "500504000000000000",
	recipient: "account",
	rests: [
		{
			what: "Your nonce and balance",
			trailId: "1-eth",
			grade: optimistic,
			blockNumber: 24_611_596,
		},
		{
			what: "The recipient's account",
			trailId: "1-eth",
			grade: optimistic,
			blockNumber: 24_611_596,
		},
		{
			what: "The base fee",
			trailId: "1-eth",
			grade: optimistic,
			blockNumber: 24_611_596,
		},
	],
	unknowns: ["Whether a block that is not final yet stays."],
	rollup: null,
	exit: null,
	hash: null,
	succeeded: null,
	blockNumber: null,
	fault: null,
	madeMs: nowMs - 9_000,
};
export const approval: ApprovalView = {
	order: hash(3),
	shown: hash(5),
	chain: { title: "Ethereum", symbol: "ETH", decimals: 18 },
	recipient: { kind: "account", codeHash: null },
	unknowns: order.unknowns,
	rests: order.rests,
	id: order.id,
	origin: order.origin,
	chainId: order.chainId,
	from: order.from,
	to: order.to,
	valueWei: order.valueWei,
	data: order.data,
	nonce: order.nonce,
	gasLimit: order.gasLimit,
	maxFeePerGasWei: order.maxFeePerGasWei,
	mostFeeWei: order.mostFeeWei,
	mostLeavesWei: order.mostLeavesWei,
	balanceWei: "2500000000000000000",
	checkpoint: hash(1),
	headSlot: 10_482_240,
	asOfS: nowS - 24,
	steps: 14,
	rollup: null,
	exit: null,
};
/** A transfer on the reference rollup, and what the signer read out of it. */
export const rollupOrder: OrderView = {
	...order,
	id: "order-rollup",
	chainId: 902,
	nonce: 3,
	gasLimit: 0,
	maxFeePerGasWei: "0",
	maxPriorityFeePerGasWei: "0",
	mostFeeWei: "0",
	mostLeavesWei: order.valueWei,
	rests: [
		"Your nonce and balance",
		"The recipient's account and key",
		"The root, rechecked",
	].map((what) => ({
		what,
		trailId: "r-eth",
		grade: recently,
		blockNumber: 12,
	})),
	unknowns: [
		"What this key signed outside Sextant is not known; one of those operations could use this nonce first.",
		"Anyone can open an account on this rollup in another's name. The money goes to the key above: that it is the recipient's own, only the recipient can tell you.",
		"The recheck catches a forged root, not a forged deposit: deposits rest on L1's committee.",
	],
	rollup: {
		fromIndex: 0,
		toIndex: 5,
		toKey: { ax: hash(41), ay: hash(42) },
		claimed: null,
	},
};
export const rollupApproval: ApprovalView = {
	...approval,
	id: rollupOrder.id,
	chain: { title: "Reference rollup", symbol: "ETH", decimals: 18 },
	recipient: null,
	unknowns: rollupOrder.unknowns,
	rests: rollupOrder.rests,
	chainId: 902,
	nonce: 3,
	gasLimit: 0,
	maxFeePerGasWei: "0",
	mostFeeWei: "0",
	mostLeavesWei: rollupOrder.mostLeavesWei,
	balanceWei: "4000000000000000000",
	steps: 31,
	asOfS: nowS - 70,
	rollup: {
		fromIndex: 0,
		toIndex: 5,
		toKey: { ax: hash(41), ay: hash(42) },
		batch: 12,
		program: hash(43),
		warning: insecure,
	},
};

const past: readonly OrderView[] = [
	{
		...order,
		id: "order-sent",
		state: "sent",
		hash: hash(21),
		valueWei: "12000000000000000",
		madeMs: nowMs - 40_000,
	},
	{
		...order,
		id: "order-final",
		state: "final",
		hash: hash(22),
		valueWei: "1000000000000000000",
		succeeded: true,
		blockNumber: 24_600_114,
		madeMs: nowMs - 86_400_000,
	},
	{
		...order,
		id: "order-refused",
		state: "refused",
		valueWei: "3000000000000000000",
		fault: fault(
			"proof-value",
			'"balance" stated 9.0 ETH, its own proof says 2.5 ETH',
			"rpc.cheap.example",
		),
		madeMs: nowMs - 90_000_000,
	},
	{
		...order,
		id: "order-lost",
		state: "lost",
		hash: hash(23),
		madeMs: nowMs - 190_000_000,
	},
];
const requests: readonly SiteRequestView[] = [
	{
		id: "site-1",
		origin: "https://app.example",
		kind: "balance",
		says: siteMessage("site.balance", { account: me }),
		send: null,
		offerBlock: false,
		madeMs: nowMs - 5_000,
	},
];

const traceStep = (
	rule: string,
	title: string,
	detail: string,
	rest: Partial<TraceView["knots"][number]> = {},
): TraceView["knots"][number] => ({
	rule,
	title,
	detail,
	asOfS: null,
	tookMs: null,
	source: null,
	facts: [],
	fault: null,
	...rest,
});
export const trace: TraceView = {
	id: "s-eth",
	title: "Why 1.4112 ETH on Scroll",
	conclusion: "1.411234567890123456 ETH",
	grade: rechecked,
	knots: [
		traceStep(
			"checkpoint",
			"Checkpoint you accepted",
			"12 Nov 2026, agreed by 4 of 4 providers",
			{
				asOfS: nowS - 9 * 86_400,
				facts: [
					{ name: "Root", value: hash(1) },
					{ name: "Epoch", value: "327 180" },
				],
			},
		),
		traceStep(
			"sync-update",
			"Sync committee signed",
			"508 of 512 keys, slot 10 482 171",
			{
				asOfS: nowS - 60,
				tookMs: 2.4,
				source: "My node",
				facts: [
					{ name: "Slot", value: "10 482 171" },
					{ name: "Header root", value: hash(2) },
					{ name: "Committee period", value: "1279" },
				],
			},
		),
		traceStep("execution-branch", "L1 state root, final", "block 24 611 530", {
			asOfS: nowS - 13 * 60,
			tookMs: 0.1,
			source: "My node",
			facts: [
				{ name: "Block hash", value: hash(5) },
				{ name: "State root", value: hash(6) },
			],
		}),
		traceStep(
			"rollup-root",
			"Rollup contract says",
			"ScrollChain, slot 158 → state root. Code hash as pinned.",
			{
				asOfS: nowS - 13 * 60,
				tookMs: 0.3,
				source: "My node",
				facts: [
					{ name: "Storage slot", value: "158" },
					{ name: "Value", value: hash(7) },
					{ name: "Proof", value: "9 nodes, 4 412 bytes" },
				],
			},
		),
		traceStep(
			"recheck",
			"Validity proof checked again",
			"halo2, by the verifier's own bytecode",
			{ tookMs: 27, facts: [{ name: "Program", value: hash(8) }] },
		),
		traceStep(
			"mpt-account",
			"Your account under that root",
			"8 nodes, nonce 17",
			{
				asOfS: nowS - 52 * 60,
				tookMs: 0.2,
				source: "scroll.rpc.example",
				facts: [
					{ name: "Address", value: me },
					{ name: "Nodes", value: "8" },
				],
			},
		),
	],
	couldBeWrong: [
		"Only if 342 committee members and the rollup's proof program are both broken, or its 3-of-4 admin changed the verifier after block 24 611 530.",
	],
	warning: null,
};
const referenceTrace: TraceView = {
	...trace,
	id: "r-eth",
	title: "Why 4 ETH on Reference rollup",
	conclusion: "4 ETH",
	grade: recently,
	warning: insecure,
	knots: [
		...trace.knots.slice(0, 3),
		traceStep(
			"reference-config",
			"Contracts are the known ones",
			"Both code hashes are the ones the profile pins; last proven batch 12",
			{ tookMs: 0.2, facts: [{ name: "batches proven", value: "12" }] },
		),
		traceStep(
			"reference-root",
			"Proven root out of L1",
			"Batch 12: L1 accepted its proof",
			{
				asOfS: nowS - 70,
				tookMs: 0.6,
				facts: [{ name: "batch hash", value: hash(44) }],
			},
		),
		traceStep(
			"recheck",
			"Validity proof checked again",
			"12 proofs, from batch 0 to 12",
			{
				tookMs: 341,
				source: "Rollup 1",
				facts: [
					{ name: "proof system", value: "groth16" },
					{ name: "program", value: hash(43) },
					{ name: "from the root", value: hash(45) },
					{ name: "to the root", value: hash(46) },
					{ name: "proofs", value: "12" },
					{ name: "checked by", value: "noble" },
					{
						name: "what it shows",
						value:
							"The root follows from the one before and these L1 inputs. It catches a forged root, not a forged deposit: deposits rest on L1's committee.",
					},
				],
			},
		),
		traceStep(
			"reference-account",
			"Account under that root",
			"Merkle proof, nonce 3",
			{
				tookMs: 9,
				source: "Rollup 1",
				facts: [{ name: "index", value: "0" }],
			},
		),
	],
	couldBeWrong: [
		"Only if the checkpoint you accepted was false, or 342 of the 512 committee members sign a lie together, or the proof system or the program of the rollup is broken, or the root of the profile's anchor was false. A recheck catches a forged root, not a forged deposit: deposits rest on L1's committee. Nobody can upgrade the rollup's contracts.",
	],
};
const brokenTrace: TraceView = {
	...trace,
	id: "broken",
	title: "Why no number on Scroll",
	conclusion: null,
	grade: null,
	knots: trace.knots.map((one, i) =>
		i === 3
			? {
					...one,
					fault: fault(
						"mpt-node",
						"node 5 of 9 hashes to 0x51c2…, its parent names 0x9be4…",
						"rpc.cheap.example",
					),
				}
			: one,
	),
	couldBeWrong: [
		"There is no number here, so there is nothing to be wrong. Another endpoint may serve the right bytes.",
	],
};

export const checkpoint: CheckpointView = {
	root: hash(1),
	epoch: 327_568,
	slot: 10_482_176,
	timeS: nowS - 13 * 60,
	asked: 3,
	needed: 2,
	agree: ["My node", "Lighthouse of a friend"],
	dissent: [
		{
			name: "beacon.quick.example",
			says: "says it is 0x51c2b8d4f6a09e7c3b1d5f82a46c09e7d3b15f82a46c09e7d3b15f82a46ce07a",
		},
	],
	shared: null,
};

/** Three who do not agree: nothing to accept, and who said what. */
export const tornCheckpoint: CheckpointView = {
	root: null,
	epoch: 327_568,
	slot: 10_482_176,
	timeS: nowS - 13 * 60,
	asked: 3,
	needed: 2,
	agree: [],
	dissent: [
		{ name: "My node", says: `says it is ${hash(1)}` },
		{
			name: "quick.example (Quick, Quick again)",
			says: "has not finalized this epoch: its newest final epoch is 327567",
		},
		{
			name: "Lighthouse of a friend",
			says: "gives no answer: The endpoint could not be reached.",
		},
	],
	shared: "two of your endpoints belong to quick.example",
};

const full: Scene = {
	view: {
		network: { name: "mainnet", title: "Ethereum", chainId: 1 },
		setup: "done",
		account: me,
		accounts: [me, third],
		sync: following,
		stopped: null,
		chains: [ethereum, scroll, op, base],
		endpoints,
		requests,
		orders: [order, ...past],
		// made of the two lists above when it is shown
		waiting: [],
		exits: { journeys: [], liveness: [], kept: [] },
		nowMs,
	},
	status: {
		hasVault: true,
		unlocked: true,
		accounts: [me, third],
		held: ([me, third] as const).map((address, index) => ({
			kind: "phrase",
			address,
			secret: phraseId,
			index,
		})),
		secrets: [{ id: phraseId, kind: "phrase", checked: true }],
		autoLockMinutes: 15,
	},
	approvals: [approval],
	trails: [
		trace,
		brokenTrace,
		{
			...trace,
			id: "1-eth",
			title: "Why 2.5 ETH on Ethereum",
			conclusion: "2.5 ETH",
			grade: final,
			knots: [...trace.knots.slice(0, 3), ...trace.knots.slice(5)],
			couldBeWrong: [
				"Only if 342 of the 512 members of the sync committee signed a false header together.",
			],
		},
	],
	checkpoint,
	refusal: null,
	granted: ["http://localhost/*", "https://beacon.friend.example/*"],
	ways,
};
/** A relay of the sequencer's words is named for one layer 2. */
const withRelay: Scene = {
	...full,
	view: {
		...full.view,
		endpoints: [
			...endpoints,
			endpoint(10, "relay", "relay.example", "https://relay.example"),
		],
	},
};

const bare = (setup: WalletView["setup"]): Scene => ({
	...full,
	view: {
		...full.view,
		network: setup === "network" ? null : full.view.network,
		setup,
		account: null,
		accounts: [],
		sync: {
			phase: "idle",
			done: 0,
			of: 0,
			startedMs: null,
			optimistic: null,
			final: null,
		},
		chains:
			setup === "network"
				? []
				: [
						{ ...ethereum, balances: [] },
						{ ...op, balances: [] },
					],
		endpoints: [],
		requests: [],
		orders: [],
	},
	status: {
		...full.status,
		hasVault: false,
		unlocked: false,
		accounts: [],
		held: [],
	},
	approvals: [],
});

const offeredLayers = [
	{ chainId: 10, title: "OP Mainnet" },
	{ chainId: 42_161, title: "Arbitrum One" },
	{ chainId: 59_144, title: "Linea" },
	{ chainId: 324, title: "ZKsync Era" },
];

/** Ethereum, and no layer 2 on it. */
const onEthereum: Scene = {
	...bare("endpoints"),
	view: {
		...bare("endpoints").view,
		chains: [{ ...ethereum, balances: [] }],
	},
};

const syncing: Scene = {
	...full,
	view: {
		...full.view,
		sync: {
			...following,
			phase: "updates",
			done: 9,
			of: 27,
			startedMs: nowMs - 21_000,
			optimistic: null,
			final: { ...(following.final ?? fail()), slot: 10_400_000 },
		},
		chains: full.view.chains.map((chain) => ({
			...chain,
			balances: chain.balances.map((one) => ({
				...one,
				trailId: null,
				amount: null,
				grade: null,
				note: null,
			})),
			fault: fault("not-synced", "period 1262 of 1280"),
		})),
		requests: [],
		orders: [],
	},
	approvals: [],
};
function fail(): never {
	throw new TypeError("the scene has no final header");
}

/** Nothing waits and nothing is wrong. */
const plain: Scene = {
	...full,
	view: {
		...full.view,
		chains: [ethereum, scroll],
		requests: [],
		orders: past.slice(0, 1),
		endpoints: endpoints.filter(({ state }) => state === "good"),
	},
	approvals: [],
};

/** Two coins, and tokens of every kind: by their slot, computed, by the file's word alone, and one that is not asked yet. */
const usdx = ethereum.balances[1];
const coins: Scene = {
	...plain,
	view: {
		...plain.view,
		chains: [
			{
				...ethereum,
				balances: [
					...ethereum.balances,
					...(usdx === undefined
						? []
						: ([
								{ ...usdx, token: other, symbol: "stMADE", how: "computed" },
								{
									...usdx,
									token: me,
									symbol: "ЕТН (0xae7a…fe84)",
									how: "named",
								},
								{
									...usdx,
									token: "0x15d34aaf54267db7d7c367839aaf71a00a2c6a65",
									symbol: "0x15d3…6a65",
									trailId: null,
									amount: null,
									grade: null,
									note: "Being checked: its contract is asked what it is.",
								},
							] as const)),
				],
			},
			{
				...scroll,
				title: "Gnosis",
				coin: { symbol: "XDAI", decimals: 18 },
				balances: scroll.balances.map((balance) => ({
					...balance,
					symbol: "XDAI",
				})),
			},
		],
	},
};
const aged = (
	chain: ChainView,
	agoS: number,
	more: Partial<ChainView["balances"][number]>,
): ChainView => ({
	...chain,
	balances: chain.balances.map((one) =>
		one.grade === null
			? one
			: { ...one, grade: { ...one.grade, asOfS: nowS - agoS }, ...more },
	),
});
const threeHoursAgo = (head: SyncView["final"]): SyncView["final"] =>
	head === null ? null : { ...head, timeS: nowS - 3 * 3_600 };

/** Every endpoint is dead, for seven minutes: numbers are not too old yet. */
const offline: Scene = {
	...plain,
	view: {
		...plain.view,
		chains: [aged(ethereum, 7 * 60, { stale: false }), scroll],
		silent: { who: "all", sinceMs: nowMs - 7 * 60_000 },
	},
};
/** Endpoints answer, and have had nothing newer for three hours. */
const withheld: Scene = {
	...plain,
	view: {
		...plain.view,
		sync: {
			...following,
			stale: true,
			optimistic: threeHoursAgo(following.optimistic),
			final: threeHoursAgo(following.final),
		},
		chains: [ethereum, scroll].map((chain) =>
			aged(chain, 3 * 3_600, { stale: true }),
		),
	},
};
/** The engine was just started anew: one chain is proved again, of the others it shows what it knew. */
const restarted: Scene = {
	...plain,
	view: {
		...plain.view,
		chains: [
			ethereum,
			{
				...scroll,
				balances: scroll.balances.map((one) => ({
					...one,
					trailId: null,
					amount: null,
					grade: null,
					blockNumber: null,
					...(one.amount === null
						? {}
						: { lastKnown: { amount: one.amount, asOfS: nowS - 180 } }),
				})),
			},
		],
	},
};

/** Everything as long and as large as the decoders let through. */
const longFault = fault("l2-unknown-code", long(1_000), long(200));
const longOrigin = `https://${"a".repeat(60)}.${"b".repeat(60)}.${"c".repeat(60)}.example`;
const largest = ((1n << 256n) - 1n).toString();
const extremeOrder: OrderView = {
	...order,
	id: "extreme",
	origin: longOrigin,
	valueWei: largest,
	unknowns: [long(300)],
	rests: order.rests.map((rest) => ({ ...rest, what: long(80) })),
	nonce: Number.MAX_SAFE_INTEGER,
};
const extreme: Scene = {
	...full,
	view: {
		...full.view,
		network: { name: long(40), title: long(60), chainId: 1 },
		chains: [ethereum, op].map((chain) => ({
			...chain,
			title: long(60),
			balances: [
				...chain.balances.map((one) => ({
					...one,
					symbol: long(20),
					amount: largest,
					decimals: 0,
					note: long(300),
				})),
				{
					...chain.balances[0],
					trailId: null,
					token: third,
					symbol: long(20),
					decimals: 0,
					amount: null,
					grade: null,
					blockNumber: null,
					note: null,
				},
			],
			fault: longFault,
		})),
		endpoints: endpoints.map((one) => ({
			...one,
			name: long(60),
			url: `https://${long(200)}.example/${long(80)}`,
			state: "put-aside",
			fault: longFault,
		})),
		requests: [
			{
				id: "extreme-site",
				origin: longOrigin,
				kind: "balance",
				says: siteMessage("site.balance", { account: me }),
				send: null,
				offerBlock: false,
				madeMs: nowMs,
			},
		],
		orders: [
			extremeOrder,
			{
				...extremeOrder,
				id: "extreme-sent",
				state: "sent",
				hash: hash(9),
				fault: longFault,
			},
			{
				...extremeOrder,
				id: "extreme-refused",
				state: "refused",
				fault: longFault,
			},
		],
		exits: { journeys: [longExit], liveness: [longAlive], kept: [longKept] },
	},
	approvals: [
		{
			...approval,
			id: "extreme",
			chain: { title: long(60), symbol: long(12), decimals: 18 },
			unknowns: [long(300)],
			rests: order.rests.map((rest, i) => ({
				...rest,
				what: `${i}${long(79)}`,
			})),
			origin: longOrigin,
			valueWei: largest,
			mostLeavesWei: largest,
			nonce: Number.MAX_SAFE_INTEGER,
		},
	],
	trails: [
		{
			...trace,
			id: "extreme",
			title: long(120),
			conclusion: long(200),
			couldBeWrong: [long(600)],
			knots: trace.knots.map((one) => ({
				...one,
				title: long(80),
				detail: long(300),
				source: long(60),
				facts: [
					{ name: long(60), value: long(200) },
					{ name: long(60), value: hash(3) },
				],
				fault: longFault,
			})),
		},
	],
};

/** The reference rollup beside Ethereum: an order waits, one is under way and one arrived. */
const onRollup: Scene = {
	...full,
	view: {
		...full.view,
		chains: [ethereum, reference],
		requests: [],
		orders: [
			rollupOrder,
			{
				...rollupOrder,
				id: "rollup-sent",
				state: "sent",
				hash: hash(47),
				rollup: { ...(rollupOrder.rollup ?? fail()), claimed: "committed" },
			},
			{
				...rollupOrder,
				id: "rollup-final",
				state: "final",
				hash: hash(48),
				succeeded: true,
				blockNumber: 11,
			},
		],
		endpoints: endpoints.filter(({ state }) => state === "good"),
	},
	approvals: [rollupApproval],
	trails: [referenceTrace, ...full.trails],
};

/** Steps of exits as orders: one that waits, those before it done. */
const exitOrder: OrderView = {
	...order,
	id: "order-prove-waits",
	to: portal,
	valueWei: "0",
	data: "0x4870496f",
	gasLimit: 320_000,
	mostFeeWei: "7680000000000000",
	mostLeavesWei: "7680000000000000",
	recipient: "contract",
	rests: ["Your nonce and balance", "The base fee", "The contract"].map(
		(what) => ({
			what,
			trailId: "1-eth",
			grade: optimistic,
			blockNumber: 24_611_596,
		}),
	),
	unknowns: [
		"Transactions this key signed outside Sextant are not known; one of them could use this nonce first.",
		"Whether the step succeeds. The signer cannot run it; only this wallet's engine can try it.",
	],
	exit: { chainId: 8453, step: "op-prove", title: opMessage("op.prove.title") },
};
const exitApproved: ApprovalView = {
	...approval,
	id: exitOrder.id,
	recipient: null,
	chain: { title: "Sepolia", symbol: "ETH", decimals: 18 },
	unknowns: exitOrder.unknowns,
	rests: exitOrder.rests,
	to: exitOrder.to,
	valueWei: exitOrder.valueWei,
	data: exitOrder.data,
	gasLimit: exitOrder.gasLimit,
	mostFeeWei: exitOrder.mostFeeWei,
	mostLeavesWei: exitOrder.mostLeavesWei,
	exit: proveApproval,
};
/** The same step after its contract was changed. */
export const changedApproval: ApprovalView = {
	...exitApproved,
	shown: hash(6),
	unknowns: [
		...exitApproved.unknowns,
		"The contract runs other code than this wallet's network file names, and the signer cannot say what that code does. The most you can lose is the fee and what leaves with it.",
	],
	exit: { ...proveApproval, isCodeKnown: false, codeHash: hash(64) },
};
const forced: OrderView = {
	...exitOrder,
	id: "order-force",
	state: "final",
	hash: hash(24),
	succeeded: true,
	blockNumber: 24_611_402,
	exit: {
		chainId: 8453,
		step: "op-force",
		title: opMessage("op.force.title"),
	},
};
const leavingFrom =
	(chains: readonly ChainView[]) =>
	(exits: ExitsView): Scene => ({
		...full,
		view: {
			...full.view,
			network: { name: "sepolia", title: "Sepolia", chainId: 11_155_111 },
			chains: [...chains],
			requests: [],
			orders: [forced],
			exits,
		},
		approvals: [],
	});
const onBase = leavingFrom([ethereum, base, scroll]);
const onReference = leavingFrom([ethereum, reference]);
const named = <const T extends { readonly [name: string]: ExitsView }>(
	exits: T,
	scene: (exits: ExitsView) => Scene,
	more: Partial<Scene> = {},
): { readonly [name in keyof T]: Scene } =>
	Object.fromEntries(
		Object.entries(exits).map(([name, one]) => [
			name,
			{ ...scene(one), ...more },
		]),
	) as { readonly [name in keyof T]: Scene };
/** The step of the journey waits for approval. */
const proving = ((): Scene => {
	const scene = onBase(exitScenes["exit-op-3"]);
	const [exit] = scene.view.exits.journeys;
	if (exit === undefined) throw new TypeError("the scene has no journey");
	return {
		...scene,
		view: {
			...scene.view,
			orders: [exitOrder, forced],
			exits: {
				...scene.view.exits,
				journeys: [
					{
						...exit,
						stages: exit.stages.map((stage) =>
							stage.id === "prove"
								? {
										...stage,
										order: exitOrder.id,
										costWei: exitOrder.mostFeeWei,
									}
								: stage,
						),
					},
				],
			},
		},
		approvals: [exitApproved],
	};
})();

const runs = [
	"The recipient has code, which runs and was not simulated. It may refuse the transfer, and it may use token allowances you gave to it.",
];
const delegatedApproval: ApprovalView = {
	...approval,
	chain: { title: "Sepolia", symbol: "ETH", decimals: 18 },
	recipient: { kind: "delegated", codeHash: hash(61) },
	unknowns: runs,
};

const calls = callScenes(order, approval);
const calling = (name: keyof typeof calls): Scene => ({
	...plain,
	view: {
		...plain.view,
		requests: [],
		orders: [calls[name].order],
		waiting: [
			{ kind: "order", id: calls[name].order.id, of: calls[name].order.id },
		],
	},
	approvals: [calls[name].approval],
});

const withSafe = (name: SafeScene): Scene => ({
	...plain,
	safe: name,
	messages: [name.startsWith("nested") ? nestedAgreement : agreement],
	view: {
		...plain.view,
		requests: [],
		accounts: [...plain.view.accounts, safe],
		safes: [safe],
	},
	status: {
		...plain.status,
		accounts: [...plain.status.accounts, safe],
		held: [...plain.status.held, { kind: "watch", address: safe }],
	},
});
const plainOrder: Scene = { ...full, view: { ...full.view, requests: [] } };

const ofMessages = messageScenes({ ...full, approvals: [] });

export const scenes = {
	call: calling("call"),
	"call-safe": calling("call-safe"),
	"call-safe-agrees": calling("call-safe-agrees"),
	"call-safe-nested": calling("call-safe-nested"),
	"call-safe-through": calling("call-safe-through"),
	safe: withSafe("plain"),
	"safe-changed": withSafe("changed"),
	"safe-strangers": withSafe("strangers"),
	"safe-nested": withSafe("nested"),
	"safe-nested-agreed": withSafe("nested-agreed"),
	"layer-pay": calling("layer-pay"),
	"layer-call": calling("layer-call"),
	"call-allow": calling("call-allow"),
	"call-clear": calling("call-clear"),
	"call-registry": calling("call-registry"),
	create: calling("create"),
	delegate: calling("delegate"),
	undelegate: calling("undelegate"),
	"has-delegate": { ...plain, delegate: third },
	replaceable: {
		...plain,
		view: {
			...plain.view,
			orders: [
				{
					...order,
					id: "order-stuck",
					state: "sent",
					hash: hash(21),
					replaceable: {
						faster: "554400000000000",
						cancel: "554400000000000",
					},
				},
			],
		},
	},
	coins,
	offline,
	withheld,
	restarted,
	...named(exitScenes, onBase),
	...named(referenceScenes, onReference, { ways: escapeWays }),
	...named(scrollScenes, onBase),
	"exit-proving": proving,
	"exit-escaping": {
		...proving,
		view: {
			...proving.view,
			orders: [
				{
					...exitOrder,
					valueWei: "10000000000000000",
					mostLeavesWei: "17680000000000000",
					exit: {
						chainId: 902,
						step: "reference-escape",
						title: referenceMessage("reference.escape.title"),
					},
				},
			],
		},
		approvals: [
			{
				...exitApproved,
				valueWei: "10000000000000000",
				mostLeavesWei: "17680000000000000",
				exit: escapeApproval,
			},
		],
	},
	/** What arrives is a token that the signer's file does not name, and that the engine has a name for. */
	"exit-token": {
		...proving,
		view: {
			...proving.view,
			orders: [
				{
					...exitOrder,
					exit: {
						chainId: 8453,
						step: "op-finalize",
						title: opMessage("op.finalize.title"),
					},
				},
			],
		},
		approvals: [
			{
				...exitApproved,
				exit: {
					...proveApproval,
					step: "op-finalize",
					title: opMessage("op.finalize.title"),
					says: [
						opMessage("op.finalize.what", {
							what: amountOf(204_567_890n, third),
						}),
					],
					arrives: {
						token: third,
						amount: "204567890",
						named: null,
					},
				},
			},
		],
	},
	"exit-mismatch": {
		...proving,
		approvals: [
			{
				...exitApproved,
				exit: { ...proveApproval, step: "op-finalize", contract: third },
			},
		],
	},
	"exit-only-rehearsed": {
		...onReference(exitScenes["exit-alive"]),
		ways: escapeWays.map((way) => ({
			...way,
			isOpen: false,
			words: ["This address has no account on the rollup."],
			lastsS: null,
		})),
	},
	"exit-no-id": { ...onBase(exitScenes["exit-no-id"]), ways: noWaysAtAll },
	"exit-no-ways": { ...onBase(exitScenes["exit-stalled"]), ways: [] },
	"exit-mainnet": {
		...onBase(exitScenes["exit-stalled"]),
		view: {
			...onBase(exitScenes["exit-stalled"]).view,
			network: full.view.network,
		},
	},
	extreme,
	rollup: onRollup,
	"rollup-plain": {
		...onRollup,
		view: { ...onRollup.view, orders: onRollup.view.orders.slice(1) },
		approvals: [],
	},
	"rollup-mismatch": {
		...onRollup,
		approvals: [
			{
				...rollupApproval,
				rollup: {
					...(rollupApproval.rollup ?? fail()),
					toKey: { ax: hash(51), ay: hash(52) },
				},
			},
		],
	},
	halted: {
		...onRollup,
		view: {
			...onRollup.view,
			chains: [
				ethereum,
				{
					...reference,
					fault: forged,
					halt: {
						fault: forged,
						batch: 13,
						batchHash: hash(49),
						root: hash(50),
						foundMs: nowMs - 240_000,
					},
				},
			],
			orders: onRollup.view.orders.slice(1),
		},
		approvals: [],
	},
	"recheck-gap": {
		...onRollup,
		view: {
			...onRollup.view,
			chains: [
				ethereum,
				{
					...reference,
					balances: reference.balances.map((balance) => ({
						...balance,
						grade: { ...recently, validity: "l1-accepted" },
					})),
					fault: fault(
						"recheck-gap",
						"300 batches since the profile's anchor, at most 128 are checked",
					),
				},
			],
			orders: onRollup.view.orders.slice(1),
		},
		approvals: [],
	},
	full,
	plain,
	syncing,
	stopped: {
		...full,
		view: {
			...full.view,
			stopped: fault(
				"conflict",
				"slot 10482240: 0x77a0…1b9d and 0x0085…3d7a, 345 signers each",
				"beacon.quick.example",
			),
			sync: { ...following, phase: "stopped" },
		},
	},
	accounts: {
		...full,
		view: {
			...full.view,
			accounts: manyAccounts.map(({ address }) => address),
			labels: [
				{ address: third, name: "Savings", hidden: false },
				{ address: me, name: null, hidden: false },
				{
					address: other,
					name: "A name that is as long as a name can be",
					hidden: false,
				},
				{ address: imported, name: "Old wallet", hidden: false },
				{ address: fourth, name: null, hidden: true },
			],
			account: third,
		},
		status: {
			...full.status,
			accounts: manyAccounts.map(({ address }) => address),
			held: manyAccounts,
			secrets: [
				{ id: phraseId, kind: "phrase", checked: false },
				{ id: secondId, kind: "phrase", checked: true },
				{ id: keyId, kind: "key", checked: true },
			],
			passkeys: [{ credential: hash(71), salt: hash(72) }],
		},
	},
	"amounts-hidden": {
		...full,
		view: { ...full.view, amountsHidden: true },
	},
	locked: {
		...full,
		status: {
			...full.status,
			unlocked: false,
			passkeys: [{ credential: hash(71), salt: hash(72) }],
		},
	},
	refused: {
		...plain,
		refusal: fault(
			"proof-value",
			'"nonce" stated 9, its own proof says 17',
			"rpc.cheap.example",
		),
	},
	stale: {
		...full,
		view: { ...full.view, requests: [] },
		refusal: fault("order-stale", '372 s old, at most 360 s for "sign"'),
	},
	/** Made on another screen a moment ago: the engine tells of it as it refuses the next. */
	"waits-unseen": {
		...plain,
		refusal: fault("order-waits", "another order waits for your decision"),
	},
	mismatch: {
		...full,
		approvals: [{ ...approval, to: third, valueWei: "2400000000000000000" }],
	},
	site: { ...full, view: { ...full.view, orders: [] }, approvals: [] },
	"site-warned": {
		...full,
		view: {
			...full.view,
			orders: [],
			siteWarnings: [
				{
					origin: "https://app.example",
					says: phishingMessage("site-warning.alike", { site: "uniswap.org" }),
				},
			],
		},
		approvals: [],
	},
	"site-locked": {
		...full,
		status: { ...full.status, unlocked: false },
		view: {
			...full.view,
			orders: [],
			requests: [
				{
					id: "site-3",
					origin: "https://swap.long-name-of-a-site.example",
					kind: "unlock",
					says: siteMessage("site.unlock"),
					send: null,
					offerBlock: false,
					madeMs: nowMs - 3_000,
				},
			],
		},
		approvals: [],
	},
	"site-send": {
		...full,
		view: {
			...full.view,
			orders: [],
			requests: [
				{
					id: "site-4",
					origin: "https://swap.long-name-of-a-site.example",
					kind: "send",
					says: siteMessage("site.send"),
					send: {
						chainId: 1,
						from: me,
						to: third,
						valueWei: "120000000000000000",
					},
					offerBlock: true,
					madeMs: nowMs - 3_000,
				},
			],
		},
		approvals: [],
	},
	connect: {
		...full,
		view: {
			...full.view,
			orders: [],
			requests: [
				{
					id: "site-2",
					origin: "https://swap.long-name-of-a-site.example",
					kind: "connect",
					says: siteMessage("site.connect", { account: me }),
					send: null,
					offerBlock: false,
					madeMs: nowMs - 3_000,
				},
			],
		},
		approvals: [],
	},
	order: plainOrder,
	contract: {
		...full,
		view: {
			...full.view,
			requests: [],
			orders: [
				{
					...order,
					origin: "https://app.example",
					recipient: "contract",
					data: "0xd0e30db0",
					gasLimit: 60_000,
					mostFeeWei: "1440000000000000",
					mostLeavesWei: "501440000000000000",
				},
			],
		},
		approvals: [
			{
				...approval,
				origin: "https://app.example",
				recipient: { kind: "contract", codeHash: hash(62) },
				data: "0xd0e30db0",
				gasLimit: 60_000,
				mostFeeWei: "1440000000000000",
				mostLeavesWei: "501440000000000000",
			},
		],
	},
	/** A payment of a site that was refused again and again. */
	"order-pushy": {
		...full,
		view: {
			...full.view,
			requests: [],
			orders: [{ ...order, origin: "https://pushy.example" }],
		},
		approvals: [{ ...approval, origin: "https://pushy.example" }],
		pushy: "https://pushy.example",
	},
	/** The signer says it of the recipient; the engine says the same. */
	delegated: {
		...full,
		view: {
			...full.view,
			requests: [],
			orders: [{ ...order, recipient: "delegated", unknowns: runs }],
		},
		approvals: [delegatedApproval],
	},
	/** The engine calls the recipient an ordinary account. The signer knows better. */
	"lied-recipient": {
		...full,
		view: { ...full.view, requests: [], orders: [order] },
		approvals: [delegatedApproval],
	},
	"network-unconfirmed": {
		...full,
		view: {
			...full.view,
			network: {
				name: "embedded",
				title: "Embedded network",
				chainId: 32_382,
				file: hash(70),
			},
		},
		status: { ...full.status, networks: [] },
	},
	"new-network": bare("network"),
	"new-endpoints": bare("endpoints"),
	"first-endpoints": onEthereum,
	"first-layers": {
		...onEthereum,
		view: { ...onEthereum.view, offered: offeredLayers },
	},
	/** Some that come with the release are on, others not. */
	layers: {
		...full,
		view: { ...full.view, offered: offeredLayers.slice(1) },
	},
	"first-mixed": { ...onEthereum, trials: "mixed" },
	"first-dead": { ...onEthereum, trials: "dead" },
	/** The last execution endpoint was taken off the list. */
	"no-execution": {
		...plain,
		view: {
			...plain.view,
			setup: "endpoints",
			endpoints: endpoints.filter(({ role }) => role === "beacon"),
			chains: [
				{
					...ethereum,
					fault: fault("not-followed", "no execution endpoint of Ethereum"),
				},
			],
			exits: { ...plain.view.exits, liveness: [], kept: [], journeys: [] },
		},
	},
	/** The start does not come off: those who answer have nothing to begin with. */
	stuck: {
		...syncing,
		view: {
			...syncing.view,
			sync: { ...syncing.view.sync, phase: "bootstrap", done: 0 },
			endpoints: endpoints
				.filter(({ role }) => role === "beacon")
				.map((one) => ({
					...one,
					state: "silent" as const,
					fault: fault(
						"http-status",
						"404 for /eth/v1/beacon/light_client/bootstrap",
						one.name,
					),
				})),
		},
	},
	"new-keys": {
		...bare("keys"),
		view: { ...bare("keys").view, endpoints: endpoints.slice(0, 4) },
	},
	"new-checkpoint": {
		...bare("checkpoint"),
		view: { ...bare("checkpoint").view, endpoints: endpoints.slice(0, 4) },
		status: full.status,
	},
	...batchScenes(full),
	...ofMessages,
	"device-order": onDevice(plainOrder, "ledger"),
	"device-call": onDevice(calling("call"), "ledger"),
	"device-qr": onDevice(plainOrder, "qr"),
	"device-safe": onDevice(withSafe("plain"), "ledger"),
	"device-permit": onDevice(ofMessages["message-permit"], "ledger"),
	"device-text": onDevice(ofMessages["message-text"], "qr"),
	said: withRelay,
	"said-old": { ...withRelay, said: "old" },
	found: { ...full, found: "found" },
	"found-running": { ...full, found: "running" },
	"found-ended": { ...full, found: "ended" },
	"orders-many": {
		...full,
		view: {
			...full.view,
			orders: [
				...full.view.orders,
				{
					...order,
					id: "order-over",
					state: "over",
					hash: hash(24),
					madeMs: nowMs - 200_000_000,
					fault: fault(
						"receipt-missing",
						"nonce 12 is used at block 24600120, no receipt",
						null,
					),
				},
			],
			olderOrders: 12,
			alerts: { arrived: true, final: false },
			arrivals: [
				{
					...{ id: "1 coin 24611500", chainId: 1, token: null },
					...{ symbol: "ETH", decimals: 18, amount: "250000000000000000" },
					...{ fromS: nowS - 90_000, toS: nowS - 3_600 },
					...{ blockNumber: 24_611_500, isSown: false },
					finality: "later-final" as const,
				},
				{
					...{ id: "1 coin 24611400", chainId: 1, token: null },
					...{ symbol: "ETH", decimals: 18, amount: "70000" },
					...{ fromS: nowS - 95_000, toS: nowS - 90_000 },
					...{ blockNumber: 24_611_400, isSown: true },
					finality: "optimistic" as const,
				},
			],
		},
	},
	"new-checkpoint-torn": {
		...bare("checkpoint"),
		view: { ...bare("checkpoint").view, endpoints: endpoints.slice(0, 4) },
		status: full.status,
		checkpoint: tornCheckpoint,
	},
	"new-done": {
		...syncing,
		status: full.status,
	},
} as const satisfies { readonly [name: string]: Scene };

export type SceneName = keyof typeof scenes;
export const sceneNamed = (name: string): Scene => {
	const found = Object.entries(scenes).find(([known]) => known === name);
	if (found === undefined) throw new RangeError(`no scene "${name}"`);
	return found[1];
};
