// Scripted exits: journeys of each kind at each of their stages, rollups that are alive, late, stalled and frozen, ways out.
// Every number here is invented.

import { noExitMessage } from "../../../src/engine/no-exit-codes.ts";
import { contractAlertMessage, stallMessage } from "../../../src/exit/codes.ts";
import { opMessage } from "../../../src/l2/op/checks/codes.ts";
import { referenceMessage } from "../../../src/l2/reference/checks/codes.ts";
import { watchedMessage } from "../../../src/l2/watched/checks/codes.ts";
import type {
	ExitApproval,
	ExitsView,
	ExitView,
	KeptView,
	LivenessView,
	StageView,
	WayView,
} from "../../../src/protocol/exit-views.ts";
import { amountOf } from "../../../src/protocol/message.ts";
import { wordsOf } from "../../../src/words/catalogue.ts";
import { fault, hash, long, me, nowMs, nowS, other } from "./base.ts";

const minute = 60;
const hour = 3_600;
const day = 86_400;

export const portal = "0x49048044d57e1c92a77f79988d21fa8faf74e97e";

/** Bars of half an hour up to `asOfS`. */
const barsTo = (
	asOfS: number,
	counts: readonly (number | null)[],
): LivenessView["bars"] =>
	counts.map((count, i) => ({
		fromS: asOfS - (counts.length - i) * 1_800,
		toS: asOfS - (counts.length - i - 1) * 1_800,
		count,
	}));
const busy = Array.from({ length: 40 }, (_, i) => 5 + ((i * 7) % 4));

const asOfS = nowS - 14 * minute;
const timelock = "0x7bb41c3008b3f03fe483b28b8db90e19cf07595c";
const eight = [
	contractAlertMessage("name.own", { name: "systemConfig" }),
	contractAlertMessage("name.own", { name: "optimismPortal" }),
	contractAlertMessage("name.more", { count: 6 }),
];
const portalChange = contractAlertMessage("notice.change-waits", {
	what: contractAlertMessage("change.all", {
		parts: [
			contractAlertMessage("change.code", {
				of: contractAlertMessage("name.own", { name: "optimismPortal" }),
			}),
		],
	}),
});
/** As much as the person's own file can bring into a sentence. */
const longest = contractAlertMessage("notice.upgrade-done", {
	what: long(300),
});

export const alive: LivenessView = {
	chainId: 8453,
	name: "base",
	title: "Base",
	verdict: "alive",
	words: ["Batches and roots come to Ethereum as they should."],
	sinceS: null,
	lastBatchS: nowS - 17 * minute,
	lastRootS: nowS - 48 * minute,
	queue: { waiting: 0, headEnqueuedS: null, headDeadlineS: null },
	flags: [],
	upgrades: [
		contractAlertMessage("upgrader.at-once", {
			contracts: eight,
			by: contractAlertMessage("holder.contract", { at: timelock }),
		}),
	],
	atOnce: contractAlertMessage("upgrader.any-moment", { contracts: eight }),
	shown: [],
	moments: [],
	bands: [],
	bars: barsTo(asOfS, busy),
	asOfS,
	readAsOfS: asOfS,
	blind: stallMessage("stall.blind.posting"),
};
export const late: LivenessView = {
	...alive,
	verdict: "late",
	words: [
		"No batch has come for 40 min. On other days one comes every 5 min.",
		"That alone is no stall: the operator may wait for a cheaper hour.",
	],
	sinceS: asOfS - 40 * minute,
	lastBatchS: asOfS - 40 * minute,
	bars: barsTo(asOfS, [...busy.slice(0, 39), 0]),
};
const stoppedS = asOfS - 130 * minute;
export const stalled: LivenessView = {
	...alive,
	verdict: "stalled",
	words: [
		"No batch of Base came to Ethereum for 2 h 10 min. Longer than 2 h is called a stall.",
		"No root was proposed since then either.",
		"Ethereum itself goes on and is final, and your clock agrees with it.",
	],
	sinceS: stoppedS,
	lastBatchS: stoppedS,
	lastRootS: stoppedS - 20 * minute,
	queue: {
		waiting: 3,
		headEnqueuedS: asOfS - 95 * minute,
		headDeadlineS: asOfS + 10 * hour + 25 * minute,
	},
	moments: [
		{
			name: "queued",
			atS: asOfS - 95 * minute,
			says: contractAlertMessage("moment.queued"),
		},
		{
			name: "deadline",
			atS: asOfS + 10 * hour + 25 * minute,
			says: contractAlertMessage("moment.deadline"),
		},
	],
	bands: [{ name: "waiting", fromS: asOfS - 95 * minute, toS: asOfS }],
	bars: barsTo(asOfS, [
		...busy.slice(0, 20),
		null,
		null,
		...busy.slice(0, 14),
		0,
		0,
		0,
		0,
	]),
};
export const pastDeadline: LivenessView = {
	...stalled,
	words: [
		"A forced transaction is past its deadline on Ethereum. The rollup's own rules say it had to be taken.",
		...stalled.words.slice(0, 2),
	],
	queue: {
		waiting: 1,
		headEnqueuedS: asOfS - 13 * hour,
		headDeadlineS: asOfS - hour,
	},
	flags: [
		{
			name: "paused",
			says: stallMessage("stall.paused"),
			atS: null,
		},
		{
			name: "upgrade-announced",
			says: portalChange,
			atS: nowS + 3 * day,
		},
	],
	upgrades: [
		contractAlertMessage("upgrader.timelock", {
			contracts: eight,
			admin: "0x5a0e3bac20d8ad40d2b5b2b5eb9d5b7e0eb0f3c1",
			timelock,
			wait: 3 * day,
		}),
		contractAlertMessage("search.whole.proved", { asked: 2, back: 30 * day }),
	],
	atOnce: null,
	moments: [
		{
			name: "queued",
			atS: asOfS - 13 * hour,
			says: contractAlertMessage("moment.queued"),
		},
		{
			name: "deadline",
			atS: asOfS - hour,
			says: contractAlertMessage("moment.deadline.missed"),
		},
		{
			name: "enforced-opens",
			atS: nowS + 5 * hour,
			says: contractAlertMessage("moment.enforced-opens"),
		},
		{
			name: "upgrade-announced",
			atS: nowS + 3 * day,
			says: portalChange,
		},
	],
	bands: [
		{ name: "waiting", fromS: asOfS - 13 * hour, toS: asOfS },
		{ name: "overdue", fromS: asOfS - hour, toS: asOfS },
		{ name: "paused", fromS: asOfS - 9 * hour, toS: asOfS - 8 * hour },
		{ name: "paused", fromS: asOfS - 3 * hour, toS: asOfS },
	],
};
export const frozen: LivenessView = {
	chainId: 902,
	name: "reference",
	title: "Reference rollup",
	verdict: "frozen",
	words: [
		"The rollup is frozen for good: no batch is taken any more.",
		"Every owner can escape with what the last proven root says they have.",
	],
	sinceS: nowS - 3 * hour,
	lastBatchS: nowS - 2 * day,
	lastRootS: nowS - 2 * day,
	queue: {
		waiting: 2,
		headEnqueuedS: nowS - 2 * day,
		headDeadlineS: nowS - day,
	},
	flags: [
		{
			name: "frozen",
			says: stallMessage("stall.frozen"),
			atS: nowS - 3 * hour,
		},
	],
	upgrades: [
		contractAlertMessage("upgrader.fixed", {
			contracts: [contractAlertMessage("name.own", { name: "rollup" })],
		}),
	],
	atOnce: null,
	shown: [],
	moments: [
		{
			name: "queued",
			atS: nowS - 2 * day,
			says: contractAlertMessage("moment.queued"),
		},
		{
			name: "deadline",
			atS: nowS - day,
			says: contractAlertMessage("moment.deadline.missed"),
		},
		{
			name: "frozen",
			atS: nowS - 3 * hour,
			says: contractAlertMessage("moment.frozen"),
		},
	],
	bands: [{ name: "frozen", fromS: nowS - 3 * hour, toS: asOfS }],
	bars: barsTo(asOfS, [
		...busy.slice(0, 4),
		...Array.from({ length: 36 }, () => 0),
	]),
	asOfS,
	readAsOfS: asOfS,
	blind: null,
};
/** Our own network is down: no stall of the rollup's. */
export const ownNetwork: LivenessView = {
	...alive,
	verdict: "unknown",
	words: [
		"No endpoint of Ethereum answers this device, so nothing can be said of Base. Look at your own network first.",
		"What was seen last is shown with its age.",
	],
	lastBatchS: nowS - 5 * hour,
	lastRootS: nowS - 5 * hour,
	asOfS: nowS - 5 * hour,
	readAsOfS: nowS - 5 * hour,
	bars: barsTo(nowS - 5 * hour, busy),
};
export const notVisible: LivenessView = {
	...alive,
	chainId: 59_144,
	name: "linea",
	title: "Linea",
	atOnce: null,
	readAsOfS: null,
	verdict: "not-visible",
	words: [
		"Nothing on Ethereum shows whether Linea goes on between two proofs. This wallet only watches it.",
	],
	lastBatchS: null,
	lastRootS: null,
	queue: null,
	upgrades: [],
	bars: [],
	asOfS: null,
	blind: stallMessage("stall.blind.watched"),
};

/** A chain whose id is no number of Ethereum's: it goes by its name. */
export const withoutId: LivenessView = {
	...notVisible,
	chainId: null,
	name: "starknet",
	title: "Starknet",
	words: [
		"Ethereum shows numbers of this chain, but how often they change is not known here: a silence is not judged.",
		"There is no way out that works without the operator: Ethereum knows no forced transaction for it and no exit by proof.",
	],
	upgrades: [
		contractAlertMessage("upgrader.contract", {
			contracts: [contractAlertMessage("name.own", { name: "core" })],
			admin: "0x0000000000000000000000000000000000000c0e",
		}),
	],
	atOnce: contractAlertMessage("upgrader.any-moment", {
		contracts: [contractAlertMessage("name.own", { name: "core" })],
	}),
	shown: [
		{
			says: "Last block that a state update proved: it grows with every update.",
			value: "4120377",
		},
		{
			says: "How long a cancelled message waits, in seconds.",
			value: "432000",
		},
	],
	asOfS,
	readAsOfS: asOfS,
	blind: stallMessage("stall.blind.watched"),
};

export const kept: KeptView = {
	chainId: 8453,
	items: [
		{
			name: "Root and message passer",
			says: "the last proposed root, with its proof from the committee down",
			asOfS: nowS - 41 * minute,
			keptMs: nowMs - 39 * minute * 1000,
		},
		{
			name: "Withdrawal 0x51c2…e07a",
			says: "its place in the message passer under that root",
			asOfS: nowS - 95 * minute,
			keptMs: nowMs - 90 * minute * 1000,
		},
	],
	fault: null,
};
export const keptOfReference: KeptView = {
	chainId: 902,
	items: [
		{
			name: "Account 0",
			says: "Merkle proof of your account against the last proven root, nonce 3, 4 ETH",
			asOfS: nowS - 2 * day,
			keptMs: nowMs - 2 * day * 1000,
		},
	],
	fault: null,
};

const stage = (
	id: string,
	title: string,
	words: string,
	rest: Partial<StageView> = {},
): StageView => ({
	id,
	title,
	words: [words],
	state: "later",
	untilS: null,
	doneS: null,
	seenMs: null,
	risk: null,
	proof: null,
	order: null,
	costWei: null,
	...rest,
});

/** The stages up to `at` done, that one as `here` says, the rest to come. */
const upTo = (
	stages: readonly StageView[],
	at: number,
	startS: number,
	eachS: readonly number[],
	here: Partial<StageView>,
): readonly StageView[] => {
	let atS = startS;
	return stages.map((one, i) => {
		if (i > at) return { ...one, proof: null, order: null, costWei: null };
		if (i === at) return { ...one, proof: null, ...here };
		atS += eachS[i] ?? 60;
		return {
			...one,
			state: "done",
			untilS: null,
			doneS: atS,
			seenMs: (atS + 400) * 1000,
		};
	});
};

const journey: ExitView = {
	id: "exit-1",
	way: "op-forced",
	title: "Force a withdrawal through L1",
	chainId: 8453,
	chainTitle: "Base",
	account: me,
	token: null,
	symbol: "ETH",
	decimals: 18,
	amount: "800000000000000000",
	startedMs: nowMs - 2 * hour * 1000,
	endsS: nowS + 8 * day,
	stages: [],
	click: null,
	outcome: "under-way",
	fault: null,
	lookedMs: nowMs - 70_000,
	drill: false,
	saved: false,
};

const opStages: readonly StageView[] = [
	stage(
		"force",
		"Withdrawal forced through L1",
		"You sign a transaction to the rollup's portal on Ethereum. The rollup has to carry it out, sequencer or not.",
		{
			risk: "If you hold less there than you asked for, the rollup does nothing with it, and the fee is spent.",
			proof:
				"The receipt of the transaction, under the final header of block 24 611 402.",
			order: "order-force",
			costWei: "2100000000000000",
		},
	),
	stage(
		"included",
		"Must be included",
		"The rollup's own rules include it within 12 h, sequencer or not.",
		{
			untilS: nowS + 9 * hour + 12 * minute,
			risk: "The operator may leave it out. Then anybody who derives the rollup from Ethereum has it anyway, 12 h after it was sent.",
			proof: "The rollup's own derivation; its proof comes with the next root.",
		},
	),
	stage(
		"proposed",
		"Root proposed on L1",
		"Somebody has to propose a root that holds your withdrawal. Anyone can; we will tell you if nobody does.",
		{
			untilS: nowS + 10 * hour,
			risk: "A false root may be proposed. Yours is only used if it agrees with what the wallet's node derives.",
			proof: "Storage of the dispute game factory, game 1 204.",
		},
	),
	stage(
		"prove",
		"Prove your withdrawal",
		"You show Ethereum that the proposed root holds your withdrawal.",
		{
			risk: "If the root is refused later, you prove it again under another. The withdrawal itself stays.",
			proof: "The portal's storage names your withdrawal and the game.",
			order: "order-prove",
			costWei: "3100000000000000",
		},
	),
	stage(
		"challenge",
		"Challenge time",
		"Seven days in which anybody can contest the root. Your wallet watches; it may be closed.",
		{
			untilS: nowS + 7 * day + 12 * hour,
			risk: "The game may be lost, or the root declared invalid. Then the map goes back to the step of proving.",
			proof: "The game's storage: defender wins.",
		},
	),
	stage(
		"finalize",
		"0.8 ETH on Ethereum",
		"You call the portal once more, and it pays out.",
		{
			risk: "The portal may be paused by its guardian. Then it waits.",
			proof: "The receipt, and the portal's storage says it is finalized.",
			order: "order-finalize",
			costWei: "1900000000000000",
		},
	),
];
const opEach = [
	9 * minute,
	11 * hour,
	hour,
	14 * minute,
	7 * day + 13 * hour,
	12 * minute,
];

/** The forced withdrawal at its stage number `at`: 0 is the first click, 6 is over. */
export const opAt = (at: number): ExitView => {
	const spent = opEach.slice(0, at).reduce((sum, one) => sum + one, 0);
	const startS = nowS - spent - 20 * minute;
	const clicks: { readonly [at: number]: string } = {
		0: "Force the withdrawal",
		3: "Prove your withdrawal",
		5: "Take 0.8 ETH",
	};
	const label = clicks[at];
	const id = opStages[at]?.id ?? "";
	return {
		...journey,
		startedMs: startS * 1000,
		endsS: at >= opStages.length ? null : startS + 9 * day,
		stages: upTo(
			opStages,
			at,
			startS,
			opEach,
			label === undefined
				? { state: "waiting" }
				: { state: "yours", order: null, costWei: null },
		),
		click: label === undefined ? null : { stage: id, label },
		outcome: at >= opStages.length ? "done" : "under-way",
		saved: at % 2 === 0,
	};
};

const referenceStages: readonly StageView[] = [
	stage(
		"force",
		"Withdrawal forced through L1",
		"Puts a withdrawal of everything into the rollup's queue on Ethereum.",
		{
			proof: "The receipt, and entry 14 of the queue.",
			risk: "None but the fee.",
			costWei: "900000000000000",
		},
	),
	stage(
		"deadline",
		"The operator takes it, or is too late",
		"Until the deadline the operator can prove a batch with it. After it anyone may freeze the rollup.",
		{
			untilS: nowS + 3 * hour,
			proof: "The queue's head on Ethereum.",
			risk: "If they take it, the map goes on by the withdrawal they made.",
		},
	),
	stage(
		"freeze",
		"Freeze the rollup",
		"The deadline is over. Your click stops the rollup for good, for everybody, so that nobody can change the last proven root.",
		{
			risk: "Somebody else may freeze it first. Then this step is done without you.",
			proof: "The contract says it is frozen.",
			costWei: "800000000000000",
		},
	),
	stage(
		"escape",
		"Escape with everything",
		"Pays out your account by its proof against the last proven root. The proof lies here since Thu 19 Nov; no server of the rollup is needed.",
		{
			risk: "The proof is for the last proven root. What was not proven by then is not in it.",
			proof: "The receipt, and the contract says the account has escaped.",
			costWei: "6300000000000000",
		},
	),
];
const referenceEach = [4 * minute, day, 3 * minute, 5 * minute];
export const referenceAt = (at: number): ExitView => {
	const spent = referenceEach.slice(0, at).reduce((sum, one) => sum + one, 0);
	const startS = nowS - spent - 10 * minute;
	const clicks: { readonly [at: number]: string } = {
		0: "Force the withdrawal",
		2: "Freeze the rollup",
		3: "Escape",
	};
	const label = clicks[at];
	return {
		...journey,
		id: "exit-reference",
		way: "reference-escape",
		title: "Force it, or escape",
		chainId: 902,
		chainTitle: "Reference rollup",
		amount: at === 0 ? null : "4000000000000000000",
		startedMs: startS * 1000,
		endsS: at >= 4 ? null : nowS + 4 * hour,
		stages: upTo(
			referenceStages,
			at,
			startS,
			referenceEach,
			label === undefined
				? { state: "waiting" }
				: { state: "yours", order: null, costWei: null },
		),
		click:
			label === undefined
				? null
				: { stage: referenceStages[at]?.id ?? "", label },
		outcome: at >= 4 ? "done" : "under-way",
	};
};

const scrollStages: readonly StageView[] = [
	stage(
		"enforce",
		"Transaction enforced through L1",
		"You sign a transaction to the enforced gateway on Ethereum. It withdraws on Scroll in your name.",
		{
			risk: "An account with a delegation (EIP-7702) is refused by the gateway.",
			proof: "The receipt, and place 1 204 331 of the message queue.",
			costWei: "2700000000000000",
		},
	),
	stage(
		"batch",
		"Taken into a batch",
		"The sequencer has to take it. If nothing of the queue is taken for 7 days, anyone may post batches.",
		{
			untilS: nowS + 7 * day,
			risk: "The time is counted from the oldest message that waits.",
			proof: "The queue's next index on Ethereum.",
		},
	),
	stage(
		"final",
		"Batch proven on L1",
		"Its validity proof has to be accepted on Ethereum.",
		{
			untilS: nowS + 7 * day + 6 * hour,
			proof: "ScrollChain's last finalized batch.",
		},
	),
	stage(
		"relay",
		"Take it on Ethereum",
		"You call the messenger with the proof of your withdrawal.",
		{ risk: null, proof: "The receipt.", costWei: "2400000000000000" },
	),
];
export const scrollAt = (at: number): ExitView => {
	const startS = nowS - 26 * hour;
	const isClick = at === 0 || at === 3;
	return {
		...journey,
		id: "exit-scroll",
		way: "scroll-enforced",
		title: "Enforce a withdrawal through L1",
		chainId: 534_352,
		chainTitle: "Scroll",
		token: other,
		symbol: "USDX",
		decimals: 6,
		amount: "1204567890",
		startedMs: startS * 1000,
		endsS: nowS + 8 * day,
		stages: upTo(
			scrollStages,
			at,
			startS,
			[5 * minute, 6 * hour, 3 * hour],
			isClick ? { state: "yours", costWei: null } : { state: "waiting" },
		),
		click: isClick
			? {
					stage: scrollStages[at]?.id ?? "",
					label: at === 0 ? "Enforce it" : "Take it on Ethereum",
				}
			: null,
	};
};

/** The game was lost: the root was false, and the person proves again under another. */
export const gameLost: ExitView = {
	...opAt(4),
	stages: opAt(4).stages.map((one) =>
		one.id === "challenge"
			? {
					...one,
					state: "failed",
					untilS: null,
					words: [
						"The game over this root was lost: the root was false, and Ethereum refused it. Your withdrawal is not lost. Prove it again under another root; the seven days begin anew.",
					],
					proof: "The game's storage: challenger wins, block 24 611 530.",
				}
			: one.id === "prove"
				? { ...one, state: "yours", doneS: null, order: "order-prove" }
				: one,
	),
	click: { stage: "prove", label: "Prove it again" },
};

export const impossible: ExitView = {
	...opAt(1),
	stages: opAt(1).stages.map((one, i) =>
		i === 1
			? {
					...one,
					state: "failed",
					untilS: null,
					words: [
						"The rollup carried the transaction out, and it failed there: the account held less than 0.8 ETH and the withdrawal was not made. Begin again with a smaller amount.",
					],
					proof:
						"The rollup's receipt under the proposed root of block 38 118 204.",
				}
			: i > 1
				? { ...one, state: "skipped" }
				: one,
	),
	click: null,
	endsS: null,
	outcome: "impossible",
};

export const notLooked: ExitView = {
	...opAt(2),
	fault: fault("no-proof-window", "block 24611530 is 140 behind", "My node"),
	lookedMs: nowMs - 41 * minute * 1000,
};

export const rehearsalDone: ExitView = {
	...opAt(6),
	id: "exit-drill",
	amount: "1000000000000000",
	startedMs: nowMs - 11 * minute * 1000,
	stages: opAt(6).stages.map((one, i) => ({
		...one,
		doneS: i === 1 ? null : nowS - 11 * minute + 45 * (i + 1),
		seenMs: nowMs - 11 * minute * 1000 + 52_000 * (i + 1),
	})),
	drill: true,
	saved: true,
};

export const twenty: ExitView = {
	...opAt(3),
	id: "exit-twenty",
	stages: Array.from({ length: 20 }, (_, i) =>
		stage(
			`step-${i}`,
			`Step number ${i + 1} of a long way`,
			"Something happens here, and it is told in a sentence of a usual length, so that it takes its room.",
			i < 9
				? {
						state: "done",
						doneS: nowS - (20 - i) * hour,
						seenMs: nowMs - (19 - i) * hour * 1000,
						proof: "A receipt.",
					}
				: i === 9
					? {
							state: "waiting",
							untilS: nowS + 90 * minute,
							risk: "It is late.",
						}
					: { untilS: i % 3 === 0 ? nowS + i * hour : null },
		),
	),
	click: null,
};

const everyState: readonly StageView["state"][] = [
	"done",
	"skipped",
	"failed",
	"waiting",
	"yours",
	"later",
];
/** Everything as long and as large as the decoders let through. */
export const longExit: ExitView = {
	...opAt(3),
	id: "extreme-exit",
	chainId: 10,
	title: long(80),
	chainTitle: long(60),
	symbol: long(20),
	amount: ((1n << 256n) - 1n).toString(),
	decimals: 0,
	endsS: Number.MAX_SAFE_INTEGER,
	stages: everyState.map((state, i) => ({
		...stage(`s${i}`, long(60), long(400)),
		state,
		risk: long(300),
		proof: long(300),
		untilS: Number.MAX_SAFE_INTEGER,
		costWei: ((1n << 256n) - 1n).toString(),
	})),
	click: { stage: "s4", label: long(60) },
	fault: fault("l2-unknown-code", long(1_000), long(200)),
};
export const longAlive: LivenessView = {
	...pastDeadline,
	chainId: 10,
	title: long(60),
	words: [long(300), `${long(299)}x`],
	flags: [{ name: long(40), says: longest, atS: Number.MAX_SAFE_INTEGER }],
	upgrades: [longest],
	atOnce: longest,
	shown: [{ says: long(160), value: "9".repeat(78) }],
	moments: [
		{ name: long(40), atS: 0, says: longest },
		{ name: long(40), atS: Number.MAX_SAFE_INTEGER, says: longest },
	],
	bands: [{ name: long(40), fromS: 0, toS: Number.MAX_SAFE_INTEGER }],
	blind: longest,
	queue: {
		waiting: Number.MAX_SAFE_INTEGER,
		headEnqueuedS: 0,
		headDeadlineS: Number.MAX_SAFE_INTEGER,
	},
	bars: Array.from({ length: 96 }, (_, i) => ({
		fromS: asOfS - (96 - i) * 600,
		toS: asOfS - (95 - i) * 600,
		count: i % 3 === 0 ? null : i % 3 === 1 ? 0 : Number.MAX_SAFE_INTEGER,
	})),
};
export const longKept: KeptView = {
	chainId: 10,
	items: [
		{ name: long(80), says: long(300), asOfS: nowS - 3 * day, keptMs: nowMs },
	],
	fault: fault("l2-unknown-code", long(1_000), long(200)),
};

/** Names from right to left, with numbers among them. */
const hebrew = "רשת 42 הבית";
export const rtlExit: ExitView = {
	...opAt(3),
	id: "exit-rtl",
	title: `יציאה מ${hebrew}`,
	chainTitle: hebrew,
	symbol: "שקל",
	stages: opAt(3).stages.map((one) => ({
		...one,
		title: `${wordsOf(one.title)} (${hebrew})`,
	})),
};
export const rtlAlive: LivenessView = { ...stalled, title: hebrew };

export const ways: readonly WayView[] = [
	{
		way: "op-finish",
		title: "Finish a withdrawal begun on the rollup",
		isOpen: true,
		words: [
			"For a withdrawal that you began on Base: give the hash of its transaction there. You prove it on Ethereum once a root covers it, wait 7 d, and take it.",
		],
		lastsS: 7 * day + 13 * hour,
		takes: "amount",
		tokens: false,
		fromBegun: true,
		rehearsal: null,
		fault: null,
	},
	{
		way: "op-forced",
		title: "Force a withdrawal through L1",
		isOpen: true,
		words: [
			"You send the withdrawal to Ethereum, where the rollup has to take it within 12 h. After a root with it is proposed you prove it, wait 7 days for challenges, and take it. Three clicks, about 0.008 ETH of fees at today's price. It needs one endpoint of Ethereum, and one node that derives Base for the proof.",
		],
		lastsS: 9 * day,
		takes: "amount",
		tokens: true,
		fromBegun: false,
		rehearsal:
			"The same steps, with a small sum of this test network's money. You sign each as in earnest.",
		fault: null,
	},
	{
		way: "op-closed",
		title: "Take it through the fast bridge",
		isOpen: false,
		words: [
			"Your account runs code on Ethereum, by a delegation, and this wallet signs no orders for such an account. Remove the delegation first.",
		],
		lastsS: null,
		takes: "amount",
		tokens: false,
		fromBegun: false,
		rehearsal: null,
		fault: null,
	},
	{
		way: "op-later",
		title: "Propose a root yourself",
		isOpen: false,
		words: ["Whether this is needed could not be read."],
		lastsS: null,
		takes: "everything",
		tokens: false,
		fromBegun: false,
		rehearsal: null,
		fault: fault("no-proof-window", "block 24611530 is 140 behind", "My node"),
	},
];
export const escapeWays: readonly WayView[] = [
	{
		way: "reference-escape",
		title: "Force it, or escape",
		isOpen: true,
		words: [
			"Puts a withdrawal of everything into the queue on Ethereum. If the operator does not take it in time, you freeze the rollup and escape with the proof that lies here.",
		],
		lastsS: day,
		takes: "everything",
		tokens: false,
		fromBegun: false,
		rehearsal:
			"This way takes everything in an account. So the rehearsal opens a small account of its own with 0.001 ETH, and forces that one out. It never freezes the rollup.",
		fault: null,
	},
];

export const proveApproval: ExitApproval = {
	rollupChainId: 8453,
	rollupTitle: "Base",
	step: "op-prove",
	title: opMessage("op.prove.title"),
	says: [
		opMessage("op.prove.what", {
			what: amountOf(800_000_000_000_000_000n, { symbol: "ETH", decimals: 18 }),
			chain: "Base",
		}),
		opMessage("op.prove.root", { game: 1204 }),
		opMessage("op.prove.wait", { wait: 7 * 86_400 }),
	],
	arrives: null,
	isCodeKnown: true,
	contract: portal,
	codeHash: hash(61),
};
export const escapeApproval: ExitApproval = {
	rollupChainId: 902,
	rollupTitle: "Reference rollup",
	step: "reference-escape",
	title: referenceMessage("reference.escape.title"),
	says: [referenceMessage("reference.escape.what", { account: 0 })],
	arrives: { token: null, amount: "4000000000000000000", named: null },
	isCodeKnown: false,
	contract: portal,
	codeHash: hash(62),
};

/** Of a chain that nobody can leave on his own. */
export const noWaysAtAll: readonly WayView[] = [
	{
		way: "none",
		title: noExitMessage("no-exit.title", { chain: "Starknet" }),
		words: [watchedMessage("watched.starknet.says")],
	},
	{
		way: "none-possible",
		title: noExitMessage("no-exit.possible"),
		words: [watchedMessage("watched.starknet.possible-1")],
	},
].map((one) => ({
	...one,
	isOpen: false,
	lastsS: null,
	takes: "everything" as const,
	tokens: false,
	fromBegun: false,
	rehearsal: null,
	fault: null,
}));

const none: ExitsView = { journeys: [], liveness: [], kept: [] };
const withLiveness = (one: LivenessView): ExitsView => ({
	...none,
	liveness: [one, notVisible],
	kept: [kept],
});
const of = (exit: ExitView, view: LivenessView = stalled): ExitsView => ({
	journeys: [exit],
	liveness: [view],
	kept: [kept],
});

/** What `view.exits` is, by the name of the scene. */
export const exitScenes = {
	"exit-alive": withLiveness(alive),
	"exit-late": withLiveness(late),
	"exit-stalled": withLiveness(stalled),
	"exit-deadline": withLiveness(pastDeadline),
	"exit-unknown": withLiveness(ownNetwork),
	"exit-no-id": { ...none, liveness: [alive, withoutId] },
	"exit-op-0": of(opAt(0)),
	"exit-op-1": of(opAt(1)),
	"exit-op-2": of(opAt(2)),
	"exit-op-3": of(opAt(3)),
	"exit-op-4": of(opAt(4), alive),
	"exit-op-5": of(opAt(5), alive),
	"exit-op-6": of(opAt(6), alive),
	"exit-lost": of(gameLost),
	"exit-impossible": of(impossible),
	"exit-not-looked": of(notLooked, ownNetwork),
	"exit-drill": of(rehearsalDone, alive),
	"exit-twenty": of(twenty),
	"exit-rtl": of(rtlExit, rtlAlive),
	"exit-many": {
		journeys: [
			opAt(3),
			{ ...referenceAt(1), id: "exit-b" },
			{ ...scrollAt(1), id: "exit-c" },
			{ ...impossible, id: "exit-d" },
			{ ...rehearsalDone, id: "exit-e" },
		],
		liveness: [stalled, frozen],
		kept: [kept],
	},
} as const satisfies { readonly [name: string]: ExitsView };

/** The same on the reference rollup and on Scroll. */
export const referenceScenes = {
	"exit-frozen": {
		journeys: [],
		liveness: [frozen],
		kept: [keptOfReference],
	},
	"exit-reference-0": {
		journeys: [referenceAt(0)],
		liveness: [
			{
				...stalled,
				chainId: 902,
				name: "reference",
				title: "Reference rollup",
			},
		],
		kept: [keptOfReference],
	},
	"exit-reference-1": {
		journeys: [referenceAt(1)],
		liveness: [
			{
				...stalled,
				chainId: 902,
				name: "reference",
				title: "Reference rollup",
			},
		],
		kept: [keptOfReference],
	},
	"exit-reference-2": {
		journeys: [referenceAt(2)],
		liveness: [{ ...pastDeadline, chainId: 902, title: "Reference rollup" }],
		kept: [keptOfReference],
	},
	"exit-reference-3": {
		journeys: [referenceAt(3)],
		liveness: [frozen],
		kept: [keptOfReference],
	},
	"exit-reference-4": {
		journeys: [referenceAt(4)],
		liveness: [frozen],
		kept: [keptOfReference],
	},
} as const satisfies { readonly [name: string]: ExitsView };
export const scrollScenes = {
	"exit-scroll-1": {
		journeys: [scrollAt(1)],
		liveness: [{ ...late, chainId: 534_352, title: "Scroll" }],
		kept: [],
	},
	"exit-scroll-3": {
		journeys: [scrollAt(3)],
		liveness: [{ ...alive, chainId: 534_352, title: "Scroll" }],
		kept: [],
	},
} as const satisfies { readonly [name: string]: ExitsView };
