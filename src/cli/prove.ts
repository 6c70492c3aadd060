// `sextant profiles --prove`: the rollups and watched chains of a network file held against L1, each contract and place by
// proof under a header that the committee signed.

import {
	type ContractStanding,
	readStandings,
	type Standings,
} from "../exit/standings.ts";
import type { Watchable } from "../l2/kind.ts";
import { chainKey } from "../protocol/exit-views.ts";
import type { NetworkFile } from "../receipt/networks.ts";
import { wordsOf } from "../words/catalogue.ts";
import { type L1Asked, type L1Outside, overL1 } from "./over-l1.ts";

const standingWords = {
	known: "runs the code that the profile names",
	unread: "could not be read",
	absent: "is not there",
	upgraded: "delegates to another implementation",
	"other-code": "runs other code",
	"may-change": "is known by its address, and what is there may change",
} as const;

const wordsFor = ({ is, byAddress }: ContractStanding): string =>
	is === "known" && byAddress
		? "is what the profile names by address, and stays"
		: standingWords[is];

const isWrong = ({ contracts }: Standings): boolean =>
	contracts.some(({ is }) => is !== "known");

/** One chain's lines; what is wrong is marked as the review marks it. */
export const standingLines = (
	profile: Watchable,
	{ contracts, facts }: Standings,
): readonly string[] => {
	const { blockNumber, finality, ...signs } = facts.sample;
	return [
		`  ${profile.name} (${chainKey(profile)}), under block ${blockNumber}, ${finality}`,
		...contracts.map(
			(one) =>
				`  ${one.is === "known" ? "  " : "WRONG "}${one.name} ${one.address} ${wordsFor(one)}${one.found === null ? "" : `: ${one.found}`}`,
		),
		...Object.entries(signs).flatMap(([name, value]) =>
			value === null || name === "takenAtS"
				? []
				: [`    ${name} ${JSON.stringify(value)}`],
		),
		...facts.shown.map(
			({ says, value }) => `    ${says} ${value ?? "not read"}`,
		),
		...facts.contractAlerts
			.filter(({ kind }) => kind !== "other-code" && kind !== "upgraded")
			.map(({ says }) => `    ${wordsOf(says)}`),
		...facts.upgraders.map(({ says }) => `    ${wordsOf(says)}`),
	];
};

/**
 * Says how each chain of the file stands.
 * @returns how many are not as the file says
 * @throws as `overL1`
 */
export const prove = (
	file: NetworkFile,
	asked: L1Asked,
	outside: L1Outside,
): Promise<number> =>
	overL1(file.l1, asked, outside, async (read) => {
		let wrong = 0;
		for (const profile of [...file.rollups, ...(file.watched ?? [])]) {
			const standings = await readStandings(profile, read);
			if (isWrong(standings)) wrong++;
			for (const line of standingLines(profile, standings)) outside.say(line);
		}
		return wrong;
	});
