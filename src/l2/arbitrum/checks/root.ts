// An assertion of an Arbitrum chain, with who stands behind it. Rule arbitrum-root. L1 keeps assertions by their hashes: the
// newest confirmed one is where every way begins, and each that follows names the one before it. An assertion holds only if all
// before it do, so the way is proved whole, a part at a time: as soon as one of it has a second child, what follows is disputed.
// Source: OffchainLabs/nitro-contracts@67487333, src/rollup/RollupCore.sol (createNewAssertion, confirmAssertionInternal),
// RollupUserLogic.sol (confirmAssertion, fastConfirmAssertion).

import type { Hex } from "../../../base/bytes.ts";
import * as d from "../../../base/decode.ts";
import { Fault } from "../../../base/fault.ts";
import type { WantedAccount } from "../../../state/capture.ts";
import { mappingSlot } from "../../../state/storage-layout.ts";
import type { Slot } from "../../../state/values.ts";
import {
	type AnyVerified,
	conclude,
	premiseBy,
	type Verified,
} from "../../../trust/verified.ts";
import { checkOnL1, provedSlot } from "../../proved.ts";
import {
	type Assertion,
	type AssertionNode,
	assertion,
	assertionHash,
	finished,
	unpackNode,
} from "./assertion.ts";
import type { ArbitrumProfile } from "./profile.ts";
import type {
	ArbitrumConfig,
	ClaimedAssertion,
	StandingAssertion,
} from "./values.ts";

export type ArbitrumRoot = ClaimedAssertion | StandingAssertion;

/** A conclusion has at most 64 premises, and the way so far is one of them. */
export const mostAtOnce = 60;

export const rootWitness = d.record({
	assertions: d.list(assertion, mostAtOnce, 1),
});

/** What of a way may lie apart: proofs are captured block by block. */
const mostApartS = 900;

/** Where the rollup contract keeps what it knows of an assertion. */
export const nodeSlot = ({ slots }: ArbitrumProfile, hash: Hex): Hex =>
	mappingSlot(hash, slots.assertions);

/** What has to be proved on L1 of the assertions with these hashes. */
export const assertionsWanted = (
	profile: ArbitrumProfile,
	hashes: readonly Hex[],
): readonly WantedAccount[] => [
	{
		address: profile.contracts.rollup.address,
		slots: hashes.map((hash) => nodeSlot(profile, hash)),
	},
];

/** Where the way stands: the assertion it has come to, and what was seen of all before. */
type Way = Pick<
	ArbitrumRoot,
	"hasRivals" | "isDisputed" | "afterConfirmed" | "seenFromS" | "seenToS"
> & {
	readonly last: Hex | null;
	readonly isFinal: boolean;
};

/** What a way begins with. @throws evidence-step for what is neither config nor an assertion */
const beginning = (
	first: AnyVerified | undefined,
): { readonly config: Verified<ArbitrumConfig>; readonly way: Way } => {
	if (first?.rule === "arbitrum-config") {
		const config = premiseBy<ArbitrumConfig>(first, "arbitrum-config");
		const { grade } = config.value.at;
		return {
			config,
			way: {
				last: null,
				hasRivals: false,
				isDisputed: false,
				afterConfirmed: -1,
				seenFromS: grade.asOfS,
				seenToS: grade.asOfS,
				isFinal: grade.finality === "final",
			},
		};
	}
	const { value, premises } = premiseBy<ArbitrumRoot>(first, "arbitrum-root");
	return {
		config: beginning(premises[0]).config,
		way: {
			last: value.assertion,
			hasRivals: value.hasRivals,
			isDisputed: value.isDisputed,
			afterConfirmed: value.afterConfirmed,
			seenFromS: value.seenFromS,
			seenToS: value.seenToS,
			isFinal: value.finality === "final",
		},
	};
};

/** The next assertion of the way. @throws l2-preimage when it is another, not-anchored when L1 does not have it as it should be */
const step = (
	way: Way,
	latestConfirmed: Hex,
	one: Assertion,
	{ word, at }: Slot,
): Way & { readonly node: AssertionNode } => {
	const hash = assertionHash(one);
	const node = unpackNode(word);
	if (way.last === null ? hash !== latestConfirmed : one.parent !== way.last)
		throw new Fault(
			"l2-preimage",
			way.last === null
				? `assertion ${hash}, ${latestConfirmed} is confirmed`
				: `assertion ${hash} follows ${one.parent}, not ${way.last}`,
		);
	if (
		node.status === "none" ||
		(way.last === null && node.status !== "confirmed")
	)
		throw new Fault(
			"not-anchored",
			`assertion ${hash} is ${node.status} at block ${at.blockNumber}`,
		);
	return {
		node,
		last: hash,
		isDisputed: way.isDisputed || way.hasRivals,
		hasRivals: node.secondChildBlock !== 0,
		afterConfirmed: way.afterConfirmed + 1,
		seenFromS: Math.min(way.seenFromS, at.grade.asOfS),
		seenToS: Math.max(way.seenToS, at.grade.asOfS),
		isFinal: way.isFinal && at.grade.finality === "final",
	};
};

/** Who stands behind the assertion that the way ends with. */
const standing = (
	{ profile: { unchallengedForBlocks }, fastConfirmer }: ArbitrumConfig,
	{ afterConfirmed, isDisputed }: Way,
	{ createdAtBlock }: AssertionNode,
	isFinished: boolean,
	seenAtBlock: number | null,
):
	| Pick<ClaimedAssertion, "who" | "because">
	| Pick<StandingAssertion, "who" | "validity" | "because"> => {
	if (!isFinished) return { who: "claimed", because: "unfinished" };
	if (afterConfirmed === 0)
		return {
			who: "accepted",
			// Where somebody may confirm at once, that it is confirmed does not say that a window was won.
			validity: fastConfirmer === null ? "window-won" : "none",
			because: "confirmed",
		};
	if (isDisputed) return { who: "claimed", because: "disputed" };
	if ((seenAtBlock ?? 0) - createdAtBlock < unchallengedForBlocks)
		return { who: "claimed", because: "young" };
	return {
		who: "proposed",
		validity: "window-open",
		because: "unchallenged",
	};
};

/**
 * The last of these assertions, the first of which is the newest confirmed one, or follows the assertion that the first premise
 * has come to.
 * @param premises config or an assertion, then the slot of each of the assertions, in their order. What L1 says of them may be of
 * several blocks
 * @throws l2-preimage when an assertion is not what L1 confirmed, or does not follow the one before it; not-anchored when L1 does
 * not have one of them there; evidence-step when a premise is another slot, of another chain, or all are proved more than 15
 * minutes apart
 */
export const concludeArbitrumRoot = (
	premises: readonly AnyVerified[],
	{ assertions }: { readonly assertions: readonly Assertion[] },
): Verified<ArbitrumRoot> => {
	const [first, ...rest] = premises;
	const { config, way: begun } = beginning(first);
	const { profile, latestConfirmed, isOpen, fastConfirmer } = config.value;
	if (rest.length !== assertions.length || assertions.length > mostAtOnce)
		throw new Fault("evidence-step", `${rest.length} slots of assertions`);
	let way = begun;
	let end: { node: AssertionNode; one: Assertion; slot: Slot } | null = null;
	for (const [i, one] of assertions.entries()) {
		const slot = provedSlot(
			rest[i],
			profile.contracts.rollup.address,
			nodeSlot(profile, assertionHash(one)),
		).value;
		checkOnL1(slot, profile);
		const next = step(way, latestConfirmed, one, slot);
		way = next;
		end = { node: next.node, one, slot };
	}
	if (end === null) throw new Fault("evidence-step", "no assertion");
	const { node, one, slot } = end;
	const { seenFromS, seenToS, hasRivals, isDisputed, afterConfirmed } = way;
	if (seenToS - seenFromS > mostApartS)
		throw new Fault("evidence-step", "the premises are of times far apart");
	const isFinished = one.machineStatus === finished;
	const value: ArbitrumRoot = {
		profile,
		assertion: assertionHash(one),
		blockHash: one.blockHash,
		sendRoot: one.sendRoot,
		batch: one.batch,
		createdAtBlock: node.createdAtBlock,
		isFinished,
		hasRivals,
		isDisputed,
		afterConfirmed,
		finality: way.isFinal ? "final" : "optimistic",
		seenFromS,
		seenToS,
		isOpen,
		isFastConfirmed: fastConfirmer !== null,
		...standing(config.value, way, node, isFinished, slot.at.blockNumber),
	};
	return conclude("arbitrum-root", premises, value, { assertions });
};

/** The assertion, if somebody stands behind it. @throws l2-root-unproposed */
export const standingOnly = (
	root: Verified<ArbitrumRoot>,
): StandingAssertion => {
	const { value } = premiseBy<ArbitrumRoot>(root, "arbitrum-root");
	if (value.who === "claimed")
		throw new Fault(
			"l2-root-unproposed",
			`assertion ${value.assertion} is claimed only: ${value.because}`,
		);
	return value;
};
