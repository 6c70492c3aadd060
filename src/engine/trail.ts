// The trail: a Verified value's chain of reasons in words, for the screen. It reads verified values and draws; it
// concludes nothing.

import { bounded } from "../base/bounded.ts";
import type { Immutable } from "../base/immutable.ts";
import type { TrailView } from "../protocol/views.ts";
import { serverOf } from "../trust/served.ts";
import type { AnyVerified, Rule } from "../trust/verified.ts";

type Knot = TrailView["knots"][number];

/** What is known of the run in which the steps were just checked again. */
export type Run = {
	/** Milliseconds a step took; null when it was not run. */
	readonly took: (verified: AnyVerified) => number | null;
	/** What checked validity proofs, in words; null when that is not known. */
	readonly kernel: string | null;
};
const noRun: Run = { took: () => null, kernel: null };

/** A field by its path, "at.grade.asOfS"; undefined where there is none. */
const at = (value: Immutable, path: string): Immutable => {
	let part: Immutable = value;
	for (const name of path.split(".")) {
		if (typeof part !== "object" || part === null || !Object.hasOwn(part, name))
			return undefined;
		part = Reflect.get(part, name) as Immutable;
	}
	return part;
};

const shown = (value: Immutable): string =>
	value === undefined || value === null ? "none" : String(value).slice(0, 200);

type Wording = {
	readonly title: string;
	readonly detail: (value: Immutable) => string;
	/** Path of the Unix seconds the fact was true at. */
	readonly asOf: string;
	/** What opens under the knot: words and the path of the value. */
	readonly facts: readonly (readonly [string, string])[];
};

const because: { readonly [why: string]: string } = {
	unchallenged: "claimed, and unchallenged for long enough",
	signed: "claimed, and signed by the rollup's sequencer",
	anchor: "the anchor of the rollup on L1",
	won: "its game was won",
};

const basis: Wording["facts"] = [
	["block", "at.blockNumber"],
	["block hash", "at.blockHash"],
	["state root", "at.stateRoot"],
];

/** Null where L1 names a state and not its block: then there is nothing to say. */
const ofBlock: readonly string[] = ["at.blockNumber", "at.blockHash"];

const wordings: { readonly [rule in Rule]: Wording } = {
	checkpoint: {
		title: "Checkpoint you accepted",
		detail: (v) => shown(at(v, "network.title")),
		asOf: "",
		facts: [
			["block root", "root"],
			["network", "network.name"],
			["genesis validators root", "network.genesisValidatorsRoot"],
		],
	},
	"lc-bootstrap": {
		title: "Its sync committee",
		detail: (v) => `Period ${shown(at(v, "period"))}, by Merkle branch`,
		asOf: "",
		facts: [
			["period", "period"],
			["committee root", "root"],
			["aggregate key", "aggregatePubkey"],
		],
	},
	"lc-committee": {
		title: "Committee handed over",
		detail: (v) =>
			`Period ${shown(at(v, "period"))}, signed by the committee before it`,
		asOf: "",
		facts: [
			["period", "period"],
			["committee root", "root"],
			["aggregate key", "aggregatePubkey"],
		],
	},
	"lc-handover": {
		title: "Committee handed over by proof",
		detail: (v) =>
			`Period ${shown(at(v, "period"))}, by an SP1 proof of every step between`,
		asOf: "",
		facts: [
			["period", "period"],
			["committee root", "root"],
			["aggregate key", "aggregatePubkey"],
		],
	},
	"lc-head": {
		title: "Beacon header",
		detail: (v) =>
			at(v, "of") === 0
				? `The checkpoint's own, slot ${shown(at(v, "slot"))}: final by your word`
				: `Signed by ${shown(at(v, "signed"))} of ${shown(at(v, "of"))} keys, slot ${shown(at(v, "slot"))}, ${at(v, "finality") === "final" ? "final" : "not yet final"}`,
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
		title: "Execution block it commits to",
		detail: (v) => `Block ${shown(at(v, "blockNumber"))}`,
		asOf: "grade.asOfS",
		facts: [
			["block", "blockNumber"],
			["block hash", "blockHash"],
			["state root", "stateRoot"],
			["base fee, wei", "baseFeePerGasWei"],
		],
	},
	"el-parent": {
		title: "Parent block, by hash",
		detail: (v) => `Block ${shown(at(v, "blockNumber"))}`,
		asOf: "grade.asOfS",
		facts: [
			["block", "blockNumber"],
			["block hash", "blockHash"],
			["state root", "stateRoot"],
		],
	},
	"evm-call": {
		title: "Call run on this device",
		detail: (v) =>
			`${shown(at(v, "ended"))}, every account, slot and code it read proved`,
		asOf: "at.grade.asOfS",
		facts: [["from", "from"], ["to", "to"], ["gas", "gasUsed"], ...basis],
	},
	"mpt-account": {
		title: "Account under that root",
		detail: (v) =>
			at(v, "exists") === true
				? `Merkle proof, nonce ${shown(at(v, "nonce"))}`
				: "Merkle proof that it does not exist yet",
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
		title: "Storage slot of the contract",
		detail: () => "Merkle proof under the contract's storage root",
		asOf: "at.grade.asOfS",
		facts: [
			["contract", "address"],
			["slot", "key"],
			["value", "word"],
			...basis,
		],
	},
	code: {
		title: "Code of the account",
		detail: () => "Its hash is the one the account commits to",
		asOf: "at.grade.asOfS",
		facts: [["address", "address"], ["code hash", "codeHash"], ...basis],
	},
	transaction: {
		title: "Transaction in the block",
		detail: (v) => `Number ${shown(at(v, "index"))} of the block's trie`,
		asOf: "at.grade.asOfS",
		facts: [["hash", "hash"], ["index", "index"], ...basis],
	},
	receipt: {
		title: "Receipt in the block",
		detail: (v) =>
			at(v, "succeeded") === true
				? "The transaction succeeded"
				: "The transaction was included and failed",
		asOf: "at.grade.asOfS",
		facts: [["transaction", "transactionHash"], ["index", "index"], ...basis],
	},
	"op-config": {
		title: "Contracts are the known ones",
		detail: () => "Every code hash is the one the profile pins",
		asOf: "at.grade.asOfS",
		facts: [["chain", "chainId"], ...basis],
	},
	"op-root": {
		title: "Output root out of L1",
		detail: (v) =>
			`Block ${shown(at(v, "l2BlockNumber"))}: ${because[shown(at(v, "because"))] ?? "claimed, nobody stands behind it"}`,
		asOf: "",
		facts: [
			["output root", "root"],
			["rollup block", "l2BlockNumber"],
			["dispute game", "game"],
			["stands behind it", "because"],
		],
	},
	"scroll-config": {
		title: "Contracts are the known ones",
		detail: () =>
			"Every code hash is the one the profile pins, the proofs' verifiers too",
		asOf: "at.grade.asOfS",
		facts: [
			["newest finalized batch", "lastFinalizedBatch"],
			["newest committed batch", "lastCommittedBatch"],
			...basis,
		],
	},
	"scroll-root": {
		title: "State root out of L1",
		detail: (v) =>
			at(v, "validity") === "development"
				? `Batch ${shown(at(v, "batchIndex"))}: L1 took a development proof, which anyone can make`
				: `Batch ${shown(at(v, "batchIndex"))}: L1 took its validity proof`,
		asOf: "finalizedAtS",
		facts: [
			["batch", "batchIndex"],
			["batch hash", "batchHash"],
			["state root", "root"],
			["withdraw root", "withdrawRoot"],
		],
	},
	"scroll-state": {
		title: "Rollup state under that root",
		detail: (v) =>
			`${shown(at(v, "grade.who"))}; L1 names this state, and not which block it is of`,
		asOf: "grade.asOfS",
		facts: [
			["state root", "stateRoot"],
			["batch", "batchIndex"],
		],
	},
	"op-state": {
		title: "Rollup state under that root",
		detail: (v) =>
			`Block ${shown(at(v, "blockNumber"))}, ${shown(at(v, "grade.who"))}`,
		asOf: "grade.asOfS",
		facts: [
			["block", "blockNumber"],
			["block hash", "blockHash"],
			["state root", "stateRoot"],
		],
	},
	verifier: {
		title: "Verifier that L1 asks",
		detail: (v) =>
			`${shown(at(v, "title"))}: its code is the known one, and nothing switched it off`,
		asOf: "at.grade.asOfS",
		facts: [
			["verifier", "entry"],
			["route", "key"],
			["profile", "profile"],
			...basis,
		],
	},
	"reference-config": {
		title: "Contracts are the known ones",
		detail: (v) =>
			`Both code hashes are the ones the profile pins; last proven batch ${shown(at(v, "lastProven"))}`,
		asOf: "at.grade.asOfS",
		facts: [
			["batches committed", "lastCommitted"],
			["batches proven", "lastProven"],
			["entries in the queue", "queueLength"],
			["entries taken by proven batches", "queueProven"],
			["frozen at", "frozenAtS"],
			...basis,
		],
	},
	"reference-root": {
		title: "Proven root out of L1",
		detail: (v) =>
			`Batch ${shown(at(v, "blockNumber"))}: L1 accepted its proof`,
		asOf: "grade.asOfS",
		facts: [
			["batch", "blockNumber"],
			["batch hash", "blockHash"],
			["state root", "stateRoot"],
			["hashes followed from batch", "start.batch"],
		],
	},
	recheck: {
		title: "Validity proof checked again",
		detail: (v) =>
			`${shown(at(v, "recheck.proofs"))} proofs, from batch ${shown(at(v, "recheck.from.batch"))} to ${shown(at(v, "blockNumber"))}`,
		asOf: "grade.asOfS",
		facts: [
			["proof system", "recheck.system"],
			["program", "recheck.program"],
			["from the root", "recheck.from.root"],
			["to the root", "stateRoot"],
			["proofs", "recheck.proofs"],
		],
	},
	"reference-data": {
		title: "Data of the batch",
		detail: (v) =>
			`Batch ${shown(at(v, "batch"))}: its blob is the one L1 was given`,
		asOf: "at.grade.asOfS",
		facts: [
			["batch", "batch"],
			["blob", "blobHash"],
			["hash of the data", "dataHash"],
		],
	},
	"reference-account": {
		title: "Account under that root",
		detail: (v) =>
			at(v, "exists") === true
				? `Merkle proof, nonce ${shown(at(v, "nonce"))}`
				: "Merkle proof that nobody has it yet",
		asOf: "at.grade.asOfS",
		facts: [
			["index", "index"],
			["owner on L1", "owner"],
			["key x", "ax"],
			["key y", "ay"],
			["nonce", "nonce"],
			["balance, wei", "balanceWei"],
			["batch", "at.blockNumber"],
			["state root", "at.stateRoot"],
		],
	},
};

/** The size of the proof a step was run on: how many nodes, how many bytes. */
const proofSize = (
	witness: AnyVerified["witness"],
): readonly { readonly name: string; readonly value: string }[] => {
	const nodes = at(witness, "proof");
	if (Array.isArray(nodes)) {
		const bytes = nodes.reduce(
			(sum: number, node: unknown) =>
				sum + (typeof node === "string" ? node.length / 2 - 1 : 0),
			0,
		);
		return [fact("proof", `${nodes.length} nodes, ${bytes} bytes`)];
	}
	const ssz = at(witness, "ssz");
	return typeof ssz === "string"
		? [fact("checked bytes", `${ssz.length / 2 - 1}`)]
		: [];
};

const fact = (
	name: string,
	value: string,
): { readonly name: string; readonly value: string } => ({ name, value });

/** What a recheck shows, and what it does not. */
const rechecked =
	"The root follows from the one before and these L1 inputs. It catches a forged root, not a forged deposit: deposits rest on L1's committee.";

const knotOf = (node: AnyVerified, { took, kernel }: Run): Knot => {
	const wording = wordings[node.rule];
	const asOf = wording.asOf === "" ? undefined : at(node.value, wording.asOf);
	return {
		rule: node.rule,
		title: wording.title,
		detail: wording.detail(node.value).slice(0, 300),
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
						fact("what it shows", rechecked),
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

const isRead = ({ rule }: Knot): boolean =>
	rule === "mpt-account" || rule === "mpt-slot" || rule === "code";

/** One knot for many: nobody reads fourteen hand-overs, or twenty proofs of one contract, one by one. */
const foldedKnot = (run: readonly Knot[], last: Knot): Knot => ({
	...last,
	title: isRead(last)
		? "The rollup's contracts on L1"
		: `${last.title}, ${run.length} times`,
	detail: isRead(last) ? `Read by ${run.length} Merkle proofs` : last.detail,
	tookMs: run.reduce((sum, knot) => sum + (knot.tookMs ?? 0), 0) || null,
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
const mostKnots = 64;

const withBounded = (knot: Knot): Knot => ({
	...knot,
	facts: bounded(knot.facts, mostFacts, (left) =>
		fact("not listed here", `${left} more, each checked`),
	),
});

/** The checkpoint stays, for all rests on it; of what lies between, the steps nearest to it are counted and not drawn. */
const withinRoom = (all: readonly Knot[]): readonly Knot[] => {
	const [first] = all;
	if (all.length <= mostKnots || first === undefined) return all;
	const last = all.slice(-(mostKnots - 2));
	const left = all.slice(1, all.length - last.length);
	return [
		first,
		{
			rule: "not drawn",
			title: `${left.length} steps between`,
			detail: "Each was checked. They are too many to be drawn here.",
			asOfS: null,
			tookMs: left.reduce((sum, knot) => sum + (knot.tookMs ?? 0), 0) || null,
			source: null,
			facts: [],
			fault: left.find(({ fault }) => fault !== null)?.fault ?? null,
		},
		...last,
	];
};

/** Runs of one rule become one knot that says how many; so do the proofs that a rollup's rule rests on. */
const folded = (all: readonly Knot[]): readonly Knot[] => {
	const out: Knot[] = [];
	const lastOp = all.findLastIndex(({ rule }) =>
		/^(op|scroll|reference)-(config|root|state)$/.test(rule),
	);
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
			out.push(foldedKnot(run, last));
		else out.push(...run);
		i = end + 1;
	}
	return out;
};

/** @returns the knots from the checkpoint down to `end`, at most 64; what is left out is counted in one of its own. */
export const knots = (end: AnyVerified, run: Run = noRun): readonly Knot[] =>
	withinRoom(folded(reasons(end).map((node) => knotOf(node, run)))).map(
		withBounded,
	);

/** What one still has to trust for a value under this grade, in one sentence. */
export const couldBeWrong = (end: AnyVerified): string => {
	const all = reasons(end);
	const head = all.findLast((node) => node.rule === "lc-head");
	const of = at(head?.value, "of");
	const l1 =
		typeof of === "number" && of > 0
			? `the checkpoint you accepted was false, or ${Math.ceil((2 * of) / 3)} of the ${of} committee members sign a lie together`
			: "the checkpoint you accepted was false";
	const final =
		at(head?.value, "finality") === "final"
			? ""
			: " It is not final yet: a reorg may still replace this block.";
	const taken = all.findLast((node) => node.rule === "scroll-root");
	if (taken !== undefined)
		return at(taken.value, "validity") === "development"
			? `If ${l1}, or whoever runs this rollup says something false: its prover is a development one, so L1 takes any state it is given.${final}`
			: `Only if ${l1}, or L1 took a false proof: the proof was not checked again here; or those who can upgrade its contracts change them.${final}`;
	const checked = all.findLast((node) => node.rule === "recheck");
	const accepted = all.findLast((node) => node.rule === "reference-root");
	if (checked !== undefined)
		return `Only if ${l1}, or the proof system or the program of the rollup is broken, or the root of the profile's anchor was false. A recheck catches a forged root, not a forged deposit: deposits rest on L1's committee. Nobody can upgrade the rollup's contracts.${final}`;
	if (accepted !== undefined)
		return `Only if ${l1}, or L1 accepted a false proof: this one was not checked again here.${final}`;
	const state = all.findLast((node) => node.rule === "op-state");
	if (state === undefined) return `Only if ${l1}.${final}`;
	return `Only if ${l1}, or the rollup's proposed root is false and nobody challenges it in time, or those who can upgrade its contracts change them. No validity proof exists for this rollup.${final}`;
};

/** What has to be said beside this value's grade: of its rollup's profile; null where there is nothing to say. */
export const warningOf = (end: AnyVerified): string | null => {
	const root = reasons(end).findLast(({ rule }) => rule === "reference-root");
	const warning = at(root?.value, "profile.warning");
	return typeof warning === "string" && warning !== "" ? warning : null;
};
