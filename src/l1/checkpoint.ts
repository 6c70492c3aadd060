// Where trust starts: the quorum of providers for who has no checkpoint of their own. How old one may be is in age.ts.
// DESIGN.md, "L1": the block root of one named finalized epoch on which k of n independent providers agree.

import type { Hex } from "../base/bytes.ts";
import { decimal, flag, hash, optional, record } from "../base/decode.ts";
import { asFault, Fault, type FaultJson } from "../base/fault.ts";
import { askBeacon, type BeaconPorts } from "../source/beacon.ts";
import type { Endpoint } from "../source/claim.ts";
import { checkCheckpointAge } from "./age.ts";
import type { L1Network } from "./network.ts";
import { presetOf, timeAtSlot } from "./spec.ts";

/** What one provider says the block root of the named epoch is, or why it says nothing. */
export type Vote = {
	readonly provider: string;
	readonly root: Hex | null;
	readonly fault: FaultJson | null;
};

export type Quorum = {
	readonly root: Hex;
	readonly epoch: number;
	readonly agree: readonly string[];
	/** Who gave another root or none. */
	readonly dissent: readonly Vote[];
};

export type QuorumOptions = {
	/** How many have to agree; 2 unless told. */
	readonly quorum?: number;
	/** How many have to be asked; 3 unless told. */
	readonly leastProviders?: number;
	readonly signal?: AbortSignal;
};

const finalityAnswer = record({
	data: record({ finalized: record({ epoch: decimal, root: hash }) }),
});
const rootAnswer = record({
	data: record({ root: hash }),
	finalized: optional(flag),
});

const answerBytes = 16 * 1024;

const ask = async (
	ports: BeaconPorts,
	provider: Endpoint,
	path: string,
	signal: AbortSignal | undefined,
): Promise<unknown> => {
	const { value } = await askBeacon(ports, provider, {
		path,
		maxBytes: answerBytes,
		form: "json",
		...(signal === undefined ? {} : { signal }),
	});
	if (value.form !== "json")
		throw new Fault("bad-json", "SSZ where JSON was asked", provider.name);
	return value.json;
};

type Finalized = { readonly epoch: number; readonly root: Hex };

const askFinalized = async (
	ports: BeaconPorts,
	provider: Endpoint,
	signal: AbortSignal | undefined,
): Promise<Finalized> => {
	const path = "/eth/v1/beacon/states/head/finality_checkpoints";
	const answer = await ask(ports, provider, path, signal);
	const { finalized } = finalityAnswer(answer, "").data;
	// Genesis is final from the start, under a root of zeros.
	if (finalized.epoch === 0)
		throw new Fault("checkpoint-quorum", "nothing is final there yet");
	return finalized;
};

// The block of the epoch's checkpoint is that of its first slot or, where that was missed, the last before it.
const askEpochRoot = async (
	ports: BeaconPorts,
	network: L1Network,
	provider: Endpoint,
	epoch: number,
	signal: AbortSignal | undefined,
): Promise<Hex> => {
	const { slotsPerEpoch } = presetOf(network);
	const first = epoch * slotsPerEpoch;
	for (let slot = first; slot >= 0 && slot > first - slotsPerEpoch; slot--) {
		try {
			const path = `/eth/v1/beacon/blocks/${slot}/root`;
			const answer = rootAnswer(await ask(ports, provider, path, signal), "");
			if (answer.finalized === false)
				throw new Fault("checkpoint-quorum", `slot ${slot} is not final there`);
			return answer.data.root;
		} catch (thrown) {
			const missed =
				thrown instanceof Fault &&
				thrown.code === "http-status" &&
				thrown.detail.startsWith("404");
			if (!missed) throw thrown;
		}
	}
	throw new Fault("checkpoint-quorum", `no block in or before epoch ${epoch}`);
};

const settle = async <T>(
	provider: Endpoint,
	work: Promise<T>,
): Promise<{ readonly value: T | null; readonly fault: FaultJson | null }> => {
	try {
		return { value: await work, fault: null };
	} catch (thrown) {
		return { value: null, fault: asFault(thrown, provider.name).toJson() };
	}
};

const originOf = (provider: Endpoint): string => new URL(provider.url).origin;

/**
 * Asks every provider for the block root of one finalized epoch: the newest that `quorum` of them call final.
 * @returns the root on which at least `quorum` agree, and who dissents
 * @throws checkpoint-quorum when too few answer or agree, or two roots have a quorum; checkpoint-age; clock
 * @throws RangeError when fewer providers than `leastProviders`, or two of one origin, are given
 */
export const askQuorum = async (
	ports: BeaconPorts,
	network: L1Network,
	providers: readonly Endpoint[],
	options: QuorumOptions = {},
): Promise<Quorum> => {
	const { quorum = 2, leastProviders = 3, signal } = options;
	if (quorum < 1 || providers.length < Math.max(quorum, leastProviders))
		throw new RangeError(
			`"providers" expected ${Math.max(quorum, leastProviders)}, got ${providers.length}`,
		);
	if (new Set(providers.map(originOf)).size !== providers.length)
		throw new RangeError('"providers" has two of one origin');

	const claims = await Promise.all(
		providers.map((provider) =>
			settle(provider, askFinalized(ports, provider, signal)),
		),
	);
	const epochs = claims
		.flatMap(({ value }) => (value === null ? [] : [value.epoch]))
		.toSorted((a, b) => b - a);
	const epoch = epochs[quorum - 1];
	if (epoch === undefined)
		throw new Fault(
			"checkpoint-quorum",
			`${epochs.length} of ${providers.length} providers answer, ${quorum} needed`,
		);

	const votes = await Promise.all(
		providers.map(async (provider, i): Promise<Vote> => {
			const claim = claims[i];
			if (claim?.value == null)
				return {
					provider: provider.name,
					root: null,
					fault: claim?.fault ?? null,
				};
			const own =
				claim.value.epoch === epoch
					? { value: claim.value.root, fault: null }
					: await settle(
							provider,
							askEpochRoot(ports, network, provider, epoch, signal),
						);
			return { provider: provider.name, root: own.value, fault: own.fault };
		}),
	);
	return count(network, ports.clock.nowMs(), votes, epoch, quorum);
};

const count = (
	network: L1Network,
	nowMs: number,
	votes: readonly Vote[],
	epoch: number,
	quorum: number,
): Quorum => {
	const byRoot = new Map<Hex, string[]>();
	for (const { root, provider } of votes)
		if (root !== null)
			byRoot.set(root, [...(byRoot.get(root) ?? []), provider]);
	const agreed = [...byRoot].filter(([, names]) => names.length >= quorum);
	const [first, second] = agreed;
	if (first === undefined || second !== undefined) {
		const said = [...byRoot].map(
			([root, names]) => `${root.slice(0, 10)} by ${names.join(" and ")}`,
		);
		throw new Fault(
			"checkpoint-quorum",
			`epoch ${epoch}: ${said.join(", ") || "no answers"}; ${quorum} have to agree on one`,
		);
	}
	const [root, agree] = first;
	const slot = epoch * presetOf(network).slotsPerEpoch;
	checkCheckpointAge(network, timeAtSlot(network, slot), nowMs);
	return {
		root,
		epoch,
		agree,
		dissent: votes.filter((vote) => vote.root !== root),
	};
};
