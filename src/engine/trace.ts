// The proof trace: a Verified value's chain of reasons in words, for the screen. It reads verified values and draws; it
// concludes nothing.

import { bounded } from "../base/bounded.ts";
import type { Immutable } from "../base/immutable.ts";
import { cutText } from "../exit/stage.ts";
import type { KindRuntime } from "../l2/runtime.ts";
import { runtimesOfRules } from "../l2/runtimes.ts";
import { trustMessage } from "../l2/trust-codes.ts";
import { at, basis, shown, type Wording } from "../l2/wording.ts";
import type { Message, MessageOrText } from "../protocol/message.ts";
import type { TraceView } from "../protocol/views.ts";
import { isAccountRule, isSlotRule } from "../state/premises.ts";
import { serverOf } from "../trust/served.ts";
import type { AnyVerified, OwnRule } from "../trust/verified.ts";
import { traceMessage } from "./trace-codes.ts";

type TraceStep = TraceView["knots"][number];

/** What is known of the run in which the steps were just checked again. */
export type RecheckRun = {
	/** Milliseconds a step took; null when it was not run. */
	readonly took: (verified: AnyVerified) => number | null;
	/** What checked validity proofs, in words; null when that is not known. */
	readonly kernel: string | null;
};
const noRun: RecheckRun = { took: () => null, kernel: null };

/** Null where L1 names a state and not its block: then there is nothing to say. */
const ofBlock: readonly string[] = ["at.blockNumber", "at.blockHash"];

/** A field of the value as a text. */
const textOf = (value: Immutable, name: string): string =>
	shown(at(value, name));

const blockOf = (value: Immutable): Message =>
	traceMessage("trace.block", { block: textOf(value, "blockNumber") });

/** Of any header of a chain. */
const header: Wording["facts"] = [
	["block", "blockNumber"],
	["block hash", "blockHash"],
	["state root", "stateRoot"],
];

const endedOf = (ended: Immutable): Message =>
	traceMessage(
		ended === "returned"
			? "trace.call.returned"
			: ended === "reverted"
				? "trace.call.reverted"
				: "trace.call.halted",
	);

const ownWordings: {
	readonly [rule in Exclude<OwnRule, "recheck">]: Wording;
} = {
	checkpoint: {
		title: traceMessage("trace.checkpoint.title"),
		detail: (v) => shown(at(v, "network.title")),
		asOf: "",
		facts: [
			["block root", "root"],
			["network", "network.name"],
			["genesis validators root", "network.genesisValidatorsRoot"],
		],
	},
	"lc-bootstrap": {
		title: traceMessage("trace.bootstrap.title"),
		detail: (v) =>
			traceMessage("trace.bootstrap.detail", { period: textOf(v, "period") }),
		asOf: "",
		facts: [
			["period", "period"],
			["committee root", "root"],
			["aggregate key", "aggregatePubkey"],
		],
	},
	"lc-committee": {
		title: traceMessage("trace.committee.title"),
		detail: (v) =>
			traceMessage("trace.committee.detail", { period: textOf(v, "period") }),
		asOf: "",
		facts: [
			["period", "period"],
			["committee root", "root"],
			["aggregate key", "aggregatePubkey"],
		],
	},
	"lc-handover": {
		title: traceMessage("trace.handover.title"),
		detail: (v) =>
			traceMessage("trace.handover.detail", { period: textOf(v, "period") }),
		asOf: "",
		facts: [
			["period", "period"],
			["committee root", "root"],
			["aggregate key", "aggregatePubkey"],
		],
	},
	"lc-head": {
		title: traceMessage("trace.head.title"),
		detail: (v) =>
			at(v, "of") === 0
				? traceMessage("trace.head.own", { slot: textOf(v, "slot") })
				: traceMessage(
						at(v, "finality") === "final"
							? "trace.head.final"
							: "trace.head.not-final",
						{
							signed: textOf(v, "signed"),
							of: textOf(v, "of"),
							slot: textOf(v, "slot"),
						},
					),
		asOf: "timeS",
		facts: [
			["slot", "slot"],
			["beacon block root", "root"],
			["beacon state root", "stateRoot"],
			["signed at slot", "signatureSlot"],
			["execution block hash", "execution.blockHash"],
		],
	},
	"el-header": {
		title: traceMessage("trace.header.title"),
		detail: blockOf,
		asOf: "grade.asOfS",
		facts: [...header, ["base fee, wei", "baseFeePerGasWei"]],
	},
	"el-parent": {
		title: traceMessage("trace.parent.title"),
		detail: blockOf,
		asOf: "grade.asOfS",
		facts: header,
	},
	"el-history": {
		title: traceMessage("trace.history.title"),
		detail: blockOf,
		asOf: "grade.asOfS",
		facts: header,
	},
	"evm-call": {
		title: traceMessage("trace.call.title"),
		detail: (v) => endedOf(at(v, "ended")),
		asOf: "at.grade.asOfS",
		facts: [["from", "from"], ["to", "to"], ["gas", "gasUsed"], ...basis],
	},
	"evm-simulation": {
		title: traceMessage("trace.simulation.title"),
		detail: (v) => endedOf(at(v, "early.ended")),
		asOf: "at.grade.asOfS",
		facts: [["from", "from"], ["to", "to"], ["gas", "early.gasUsed"], ...basis],
	},
	"mpt-account": {
		title: traceMessage("trace.account.title"),
		detail: (v) =>
			at(v, "exists") === true
				? traceMessage("trace.account.exists", { nonce: textOf(v, "nonce") })
				: traceMessage("trace.account.absent"),
		asOf: "at.grade.asOfS",
		facts: [
			["address", "address"],
			["nonce", "nonce"],
			["balance, wei", "balanceWei"],
			["code hash", "codeHash"],
			["storage root", "storageRoot"],
			...basis,
		],
	},
	"mpt-slot": {
		title: traceMessage("trace.slot.title"),
		detail: () => traceMessage("trace.slot.detail"),
		asOf: "at.grade.asOfS",
		facts: [
			["contract", "address"],
			["slot", "key"],
			["value", "word"],
			...basis,
		],
	},
	code: {
		title: traceMessage("trace.code.title"),
		detail: () => traceMessage("trace.code.detail"),
		asOf: "at.grade.asOfS",
		facts: [["address", "address"], ["code hash", "codeHash"], ...basis],
	},
	safe: {
		title: traceMessage("trace.safe.title"),
		detail: (v) => {
			const owners = at(v, "owners");
			return traceMessage("trace.safe.detail", {
				threshold: textOf(v, "threshold"),
				owners: Array.isArray(owners) ? owners.length : 0,
			});
		},
		asOf: "at.grade.asOfS",
		facts: [
			["address", "address"],
			["version", "version"],
			["singleton", "singleton"],
			["nonce", "nonce"],
			...basis,
		],
	},
	transaction: {
		title: traceMessage("trace.transaction.title"),
		detail: (v) =>
			traceMessage("trace.transaction.detail", { index: textOf(v, "index") }),
		asOf: "at.grade.asOfS",
		facts: [["hash", "hash"], ["index", "index"], ...basis],
	},
	receipt: {
		title: traceMessage("trace.receipt.title"),
		detail: (v) =>
			at(v, "succeeded") === true
				? traceMessage("trace.receipt.succeeded")
				: traceMessage("trace.receipt.failed"),
		asOf: "at.grade.asOfS",
		facts: [["transaction", "transactionHash"], ["index", "index"], ...basis],
	},
	verifier: {
		title: traceMessage("trace.verifier.title"),
		detail: (v) =>
			traceMessage("trace.verifier.detail", { title: textOf(v, "title") }),
		asOf: "at.grade.asOfS",
		facts: [
			["verifier", "entry"],
			["route", "key"],
			["profile", "profile"],
			...basis,
		],
	},
};

/** What there is of the kinds by whose rules any of it was concluded: all that can say something of it. @throws not-loaded */
const kindsBehind = (
	all: readonly AnyVerified[],
): Promise<readonly KindRuntime[]> =>
	runtimesOfRules(new Set(all.map(({ rule }) => rule)));

type RuleWordings = { readonly [rule: string]: Wording };

const wordingsOf = (kinds: readonly KindRuntime[]): RuleWordings => ({
	...ownWordings,
	...Object.assign({}, ...kinds.map((one) => one.wordings)),
});

/** The size of the proof a step was run on: how many nodes, how many bytes. */
const proofSize = (
	witness: AnyVerified["witness"],
): readonly TraceStep["facts"][number][] => {
	const nodes = at(witness, "proof");
	if (Array.isArray(nodes)) {
		const bytes = nodes.reduce(
			(sum: number, node: unknown) =>
				sum + (typeof node === "string" ? node.length / 2 - 1 : 0),
			0,
		);
		return [
			fact("proof", traceMessage("trace.size", { nodes: nodes.length, bytes })),
		];
	}
	const ssz = at(witness, "ssz");
	return typeof ssz === "string"
		? [fact("checked bytes", `${ssz.length / 2 - 1}`)]
		: [];
};

const fact = (
	name: string,
	value: MessageOrText,
): TraceStep["facts"][number] => ({ name, value });

/** @throws RangeError for a rule that nobody puts in words */
const wordingOf = (wordings: RuleWordings, rule: string): Wording => {
	const found = wordings[rule];
	if (found === undefined) throw new RangeError(`"rule" is ${rule}`);
	return found;
};

const traceStepOf = (
	node: AnyVerified,
	wordings: RuleWordings,
	{ took, kernel }: RecheckRun,
): TraceStep => {
	const wording = wordingOf(wordings, node.rule);
	const asOf = wording.asOf === "" ? undefined : at(node.value, wording.asOf);
	return {
		rule: node.rule,
		title: wording.title,
		detail: cutText(wording.detail(node.value), 300),
		asOfS: typeof asOf === "number" ? asOf : null,
		tookMs: took(node),
		source: serverOf(node),
		facts: [
			...wording.facts
				.filter(
					([, path]) =>
						!ofBlock.includes(path) || at(node.value, path) !== null,
				)
				.map(([name, path]) => fact(name, shown(at(node.value, path)))),
			...(node.rule === "recheck"
				? [
						...(kernel === null ? [] : [fact("checked by", kernel)]),
						fact("what it shows", traceMessage("trace.rechecked")),
					]
				: []),
			...proofSize(node.witness),
		],
		fault: null,
	};
};

/** All that a conclusion rests on, premises before what rests on them, each once, itself last. */
export const reasons = (end: AnyVerified): readonly AnyVerified[] => {
	const ordered: AnyVerified[] = [];
	const seen = new Set<AnyVerified>();
	// an explicit stack: a chain of committees may be longer than the call stack should be
	const stack: { node: AnyVerified; entered: boolean }[] = [
		{ node: end, entered: false },
	];
	for (let top = stack.pop(); top !== undefined; top = stack.pop()) {
		if (top.entered) {
			ordered.push(top.node);
			continue;
		}
		if (seen.has(top.node)) continue;
		seen.add(top.node);
		stack.push({ node: top.node, entered: true });
		for (const premise of [...top.node.premises].reverse())
			stack.push({ node: premise, entered: false });
	}
	return ordered;
};

const isRead = ({ rule }: TraceStep): boolean =>
	isAccountRule(rule) || isSlotRule(rule) || rule === "code";

/** One step for many: nobody reads fourteen hand-overs, or twenty proofs of one contract, one by one. */
const foldedTraceStep = (
	run: readonly TraceStep[],
	last: TraceStep,
): TraceStep => ({
	...last,
	title: isRead(last)
		? traceMessage("trace.reads.title")
		: traceMessage("trace.times", {
				title:
					typeof last.title === "string"
						? traceMessage("trace.text", { text: last.title })
						: last.title,
				times: run.length,
			}),
	detail: isRead(last)
		? traceMessage("trace.reads.detail", { proofs: run.length })
		: last.detail,
	tookMs:
		run.reduce((sum, traceStep) => sum + (traceStep.tookMs ?? 0), 0) || null,
	facts: isRead(last)
		? run
				.flatMap(({ facts }) => facts.slice(0, 1))
				.filter(
					(fact, i, all) =>
						all.findIndex(({ value }) => value === fact.value) === i,
				)
		: last.facts,
});

const mostFacts = 24;
const mostTraceSteps = 64;

const withBounded = (traceStep: TraceStep): TraceStep => ({
	...traceStep,
	facts: bounded(traceStep.facts, mostFacts, (left) =>
		fact("not listed here", traceMessage("trace.more-facts", { left })),
	),
});

/** The checkpoint stays, for all rests on it; of what lies between, the steps nearest to it are counted and not drawn. */
const withinRoom = (all: readonly TraceStep[]): readonly TraceStep[] => {
	const [first] = all;
	if (all.length <= mostTraceSteps || first === undefined) return all;
	const last = all.slice(-(mostTraceSteps - 2));
	const left = all.slice(1, all.length - last.length);
	return [
		first,
		{
			rule: "not drawn",
			title: traceMessage("trace.not-drawn.title", { steps: left.length }),
			detail: traceMessage("trace.not-drawn.detail"),
			asOfS: null,
			tookMs:
				left.reduce((sum, traceStep) => sum + (traceStep.tookMs ?? 0), 0) ||
				null,
			source: null,
			facts: [],
			fault: left.find(({ fault }) => fault !== null)?.fault ?? null,
		},
		...last,
	];
};

/** Steps of a layer 2 that rest on what was read of its contracts. */
const isOfLayer = /^(?!lc-|mpt-|el-)\w+-(config|root|state)$/;

/** Runs of one rule become one step that says how many; so do the proofs that a rollup's rule rests on. */
const folded = (all: readonly TraceStep[]): readonly TraceStep[] => {
	const out: TraceStep[] = [];
	const lastOp = all.findLastIndex(({ rule }) => isOfLayer.test(rule));
	for (let i = 0; i < all.length; ) {
		const first = all[i];
		if (first === undefined) break;
		const reads = isRead(first) && i < lastOp;
		let end = i;
		for (let next = all[end + 1]; next !== undefined; next = all[end + 1]) {
			if (reads ? !isRead(next) : next.rule !== first.rule) break;
			end++;
		}
		const run = all.slice(i, end + 1);
		const last = run.at(-1) ?? first;
		if (run.length > 2 || (reads && run.length > 1))
			out.push(foldedTraceStep(run, last));
		else out.push(...run);
		i = end + 1;
	}
	return out;
};

/**
 * @returns the steps from the checkpoint down to `end`, at most 64; what is left out is counted in one of its own.
 * @throws not-loaded
 */
export const traceSteps = async (
	end: AnyVerified,
	run: RecheckRun = noRun,
): Promise<readonly TraceStep[]> => {
	const all = reasons(end);
	const wordings = wordingsOf(await kindsBehind(all));
	const drawn = all.map((node) => traceStepOf(node, wordings, run));
	return withinRoom(folded(drawn)).map(withBounded);
};

/** What one still has to trust for a value under this grade. @throws not-loaded */
export const couldBeWrong = async (
	end: AnyVerified,
): Promise<readonly Message[]> => {
	const all = reasons(end);
	const head = all.findLast((node) => node.rule === "lc-head");
	const of = at(head?.value, "of");
	const l1 =
		typeof of === "number" && of > 0
			? trustMessage("trust.committee", { least: Math.ceil((2 * of) / 3), of })
			: trustMessage("trust.checkpoint");
	const ofLayer = (await kindsBehind(all))
		.map((one) => one.couldBeWrong({ reasons: all, l1 }))
		.find((says) => says !== null);
	return [
		ofLayer ?? trustMessage("trust.l1", { l1 }),
		...(at(head?.value, "finality") === "final"
			? []
			: [traceMessage("trace.not-final")]),
	];
};

/** What has to be said beside this value's grade: of its rollup's profile; null where there is nothing to say. */
export const warningOf = (end: AnyVerified): string | null => {
	const warnings = reasons(end).map(({ value }) =>
		at(value, "profile.warning"),
	);
	const warning = warnings.findLast((one) => typeof one === "string");
	return typeof warning === "string" && warning !== "" ? warning : null;
};
