// Everything the watch reads of a rollup on L1: what to have proved, what follows from that, and the facts in it. Which slots
// those are is each kind's own file; nothing here asks an endpoint.

import { Fault } from "../base/fault.ts";
import { kindOf, pinnedOf } from "../l2/checks.ts";
import { type ContractAlert, note } from "../l2/contract-alert.ts";
import type { ShownNumber, Watchable } from "../l2/kind.ts";
import {
	type FactReading,
	type Look,
	lookOf,
	lookOfClaims,
} from "../l2/look.ts";
import { type Pinned, pinnedWanted, standingOf } from "../l2/pinned.ts";
import type { LivenessSample } from "../l2/signs.ts";
import type { AccountClaim } from "../source/execution.ts";
import type { WantedAccount } from "../state/capture.ts";
import { joinWanted } from "../state/wanted.ts";
import type { AnnouncedOperation } from "./announced.ts";
import { contractAlertMessage } from "./codes.ts";
import { timelockContractAlerts, waitingIn } from "./timelock.ts";
import { type Upgrader, upgradersMore, upgradersOf } from "./upgraders.ts";

/** Plain data: it can be stored and sent. */
export type Facts = {
	readonly sample: LivenessSample;
	/** What changed in the contracts, or is announced. */
	readonly contractAlerts: readonly ContractAlert[];
	readonly upgraders: readonly Upgrader[];
	/** Of the operations that were found and not named by the profile, those that are proved to wait. */
	readonly waiting: readonly AnnouncedOperation[];
	/** Numbers that a watched chain's profile names, for people. Empty for a rollup: its own screens show more. */
	readonly shown: readonly ShownNumber[];
};

/**
 * What has to be proved on L1, all at one block.
 * @param more what followed from the look before (`moreWanted`); empty at first
 */
export const factsWanted = (
	profile: Watchable,
	more: readonly WantedAccount[] = [],
): readonly WantedAccount[] =>
	joinWanted([
		...pinnedWanted(pinnedOf(profile)),
		...kindOf(profile).wanted(profile),
		...more,
	]);

/**
 * What a look leads to: accounts and slots whose place is itself a fact. Proved facts are complete when this is what was
 * asked for already; a look of claims tells what to capture ahead.
 */
export const moreWanted = (
	profile: Watchable,
	look: Look,
	found: readonly AnnouncedOperation[] = [],
): readonly WantedAccount[] =>
	joinWanted([
		...kindOf(profile).more(profile, look),
		...upgradersMore(profile, look, found),
	]);

export const sameWanted = (
	a: readonly WantedAccount[],
	b: readonly WantedAccount[],
): boolean => JSON.stringify(a) === JSON.stringify(b);

const standingContractAlert = (
	look: Look,
	contract: Pinned,
): ContractAlert | null => {
	const standing = standingOf(look, contract);
	const { name, address } = contract;
	if (standing.is === "known" || standing.is === "unread") return null;
	const contractName = { contract: name };
	if (standing.is === "absent")
		return note(
			"absent",
			contractAlertMessage("notice.absent", contractName),
			address,
		);
	if (standing.is === "other-code")
		return note(
			"other-code",
			contractAlertMessage("notice.other-code", contractName),
			address,
		);
	const kind =
		contract.behind === null ? "notice.unnamed-proxy" : "notice.upgraded";
	const { to } = standing;
	return note(
		"upgraded",
		to === null
			? contractAlertMessage(`${kind}.nowhere`, contractName)
			: contractAlertMessage(kind, { ...contractName, to }),
		address,
	);
};

/**
 * The facts of a reading of `factsWanted`. What stands in a contract whose code is not known is null, and a contract alert says so.
 * @param found operations of the timelock that were looked for; only what is proved of them is a fact
 * @throws no-proof-window when the reading is not all of one block
 */
export const factsOf = (
	profile: Watchable,
	reading: FactReading,
	found: readonly AnnouncedOperation[] = [],
): Facts => {
	const look = lookOf(reading);
	const { blockNumber, grade, chainId } = reading.basis.value;
	if (
		chainId !== profile.l1ChainId ||
		grade.who !== "l1" ||
		blockNumber === null
	)
		throw new Fault("evidence-step", `facts of chain ${chainId}`);
	return {
		sample: {
			takenAtS: grade.asOfS,
			blockNumber,
			finality: grade.finality,
			...kindOf(profile).signs(profile, look),
		},
		contractAlerts: [
			...pinnedOf(profile).flatMap(
				(contract) => standingContractAlert(look, contract) ?? [],
			),
			...kindOf(profile).contractAlerts(profile, look),
			...timelockContractAlerts(profile, look, found),
		],
		upgraders: upgradersOf(profile, look),
		waiting: waitingIn(profile, look, found),
		shown: kindOf(profile).shown(profile, look),
	};
};

/** A place leads to another at most four times: game list, game, its blacklist entry; proxy, admin, owner. */
const mostRounds = 6;

/**
 * The facts under one block, with what to ask for at once the next time.
 * @param read all of what it is given, proved under one block: a Reader's `read` with a tag
 * @param known what the last time ended with
 * @param found operations of the timelock that were looked for
 * @throws what `read` throws; no-proof-window when each look led to another place
 */
export const readFacts = async (
	profile: Watchable,
	read: (wanted: readonly WantedAccount[]) => Promise<FactReading>,
	known: readonly WantedAccount[] = [],
	found: readonly AnnouncedOperation[] = [],
): Promise<{
	readonly facts: Facts;
	readonly more: readonly WantedAccount[];
}> => {
	let more = known;
	for (let round = 0; round < mostRounds; round++) {
		const reading = await read(factsWanted(profile, more));
		const next = moreWanted(profile, lookOf(reading), found);
		if (sameWanted(next, more))
			return { facts: factsOf(profile, reading, found), more };
		more = next;
	}
	throw new Fault("no-proof-window", "each look led to another place");
};

/**
 * Captures ahead what `readFacts` will need under a later head.
 * @param capture takes proofs at the endpoints' heads: a Capture's `capture`
 * @param known what the last time ended with
 * @returns what to ask for the next time, here and in `readFacts`
 * @throws what `capture` throws
 */
export const captureFacts = async (
	profile: Watchable,
	capture: (
		wanted: readonly WantedAccount[],
	) => Promise<readonly AccountClaim[]>,
	known: readonly WantedAccount[] = [],
	found: readonly AnnouncedOperation[] = [],
): Promise<readonly WantedAccount[]> => {
	let more = known;
	for (let round = 0; round < mostRounds; round++) {
		const wanted = factsWanted(profile, more);
		const claims = await capture(wanted);
		const next = moreWanted(profile, lookOfClaims(wanted, claims), found);
		if (sameWanted(next, more)) break;
		more = next;
	}
	return more;
};
