// `sextant profiles --prove`: the rollups and watched chains of a network file held against L1, each contract and place by
// proof under a header that the committee signed.

import type { Hex } from "../base/bytes.ts";
import { asFault, Fault } from "../base/fault.ts";
import { openL1Chain } from "../engine/l1-chain.ts";
import { type ContractStanding, readStandings, type Standings } from "../exit/standings.ts";
import type { Watchable } from "../l2/kind.ts";
import { chainKey } from "../protocol/exit-views.ts";
import type { NetworkFile } from "../receipt/networks.ts";
import type { Endpoint } from "../source/claim.ts";
import { allowOnly } from "../source/http.ts";
import { wordsOf } from "../words/catalogue.ts";
import { findCheckpoint } from "./checkpoint.ts";
import type { CommandPorts } from "./exit-wallet.ts";
import { memoryStore } from "./store.ts";

/** How long to go on while nothing can be proved yet. */
const patienceMs = 180_000;

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

export type Proving = {
	readonly file: NetworkFile;
	readonly beacon: readonly Endpoint[];
	readonly execution: readonly Endpoint[];
	readonly checkpoint: Hex | null;
};

/**
 * Says how each chain of the file stands.
 * @returns how many are not as the file says
 * @throws not-followed, checkpoint-quorum, too-few-providers, and why nothing can be proved
 */
export const prove = async (
	{ file, beacon, execution, checkpoint }: Proving,
	outside: Pick<CommandPorts, "fetch" | "clock" | "kernel" | "say" | "note">,
): Promise<number> => {
	const { clock, say, note } = outside;
	if (beacon.length === 0 || execution.length === 0)
		throw new Fault(
			"not-followed",
			"name at least one --beacon and one --execution endpoint",
		);
	const urls = [...beacon, ...execution].map(({ url }) => url);
	const fetch = allowOnly(outside.fetch, () => urls);
	let root = checkpoint;
	if (root === null) {
		const ports = { fetch, clock };
		root = (await findCheckpoint(ports, file.l1, beacon, note)).root;
	}
	const l1 = await openL1Chain(
		file.l1,
		{ chainId: file.l1.chainId, beacon, execution, relay: [] },
		root,
		{ fetch, clock, store: memoryStore(), kernel: await outside.kernel() },
		() => undefined,
	);
	const following = new AbortController();
	const { signal } = following;
	const follow = async (): Promise<void> => {
		while (!signal.aborted) {
			await l1.round(signal);
			const { stopped } = l1.sync.status();
			if (stopped !== null && stopped.kind !== "unavailable")
				throw new Fault(stopped.code, stopped.detail, stopped.source);
			await clock
				.sleep(Math.max(500, file.l1.secondsPerSlot * 500), signal)
				.catch(() => undefined);
		}
	};
	const until = clock.ticksMs() + patienceMs;
	const standingsOf = async (profile: Watchable): Promise<Standings> => {
		for (;;)
			try {
				return await readStandings(profile, (wanted) =>
					l1.reader.read(wanted, "latest", signal),
				);
			} catch (thrown) {
				const fault = asFault(thrown);
				if (fault.kind !== "unproven" || clock.ticksMs() > until) throw fault;
				await clock.sleep(1_000, signal);
			}
	};
	const all = async (): Promise<number> => {
		let wrong = 0;
		for (const profile of [...file.rollups, ...(file.watched ?? [])]) {
			const standings = await standingsOf(profile);
			if (isWrong(standings)) wrong++;
			for (const line of standingLines(profile, standings)) say(line);
		}
		return wrong;
	};
	const followed = follow();
	try {
		return await Promise.race([
			all(),
			followed.then((): never => {
				throw new Fault("cancelled", "the sync ended");
			}),
		]);
	} finally {
		following.abort();
		await followed.catch(() => undefined);
	}
};
