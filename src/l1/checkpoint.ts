// Where trust starts: the quorum of providers for who has no checkpoint of their own. How old one may be is in age.ts.
// The block root of one named finalized epoch on which a majority of all providers that were asked agree, three having been
// asked at least (ARCHITECTURE.md, "L1"). Every rule of that is here and nowhere else.

import type { Hex } from "../base/bytes.ts";
import { asFault, Fault, type FaultJson } from "../base/fault.ts";
import type { BeaconPorts } from "../source/beacon.ts";
import {
	type EndpointIdentity,
	type Independent,
	independentOf,
	sharedWords,
} from "../source/independence.ts";
import { checkCheckpointAge } from "./age.ts";
import { askEpochRoot, askFinalized, type FinalizedEpoch } from "./finality.ts";
import type { L1Network } from "./network.ts";
import { presetOf, timeAtSlot } from "./spec.ts";

/** So many independent providers have to be asked. */
export const leastProviders = 3;

/** How many of all that were asked have to agree. Who is silent or refuses was asked too. */
export const majorityOf = (asked: number): number => Math.floor(asked / 2) + 1;

/** What one provider says the block root of the epoch is, or what it objects with. */
export type Vote = {
	/** The endpoint's name; of several that count once, what they share and their names. */
	readonly provider: string;
	readonly root: Hex | null;
	/**
	 * Why it names no root: that epoch is not final there, it has no block of it, its endpoints differ, or it was not asked, for no
	 * epoch is final with a majority. Null where it names one or the fault says why.
	 */
	readonly why: "not-final" | "no-block" | "differs" | "not-asked" | null;
	/** The newest epoch that it calls final; null where it names none. */
	readonly finalEpoch: number | null;
	readonly fault: FaultJson | null;
};

/** What all that were asked say. */
export type Poll = {
	/** Independent providers, each counted once. */
	readonly asked: number;
	readonly needed: number;
	/** Null while no epoch is final with a majority. */
	readonly epoch: number | null;
	/** Null while no majority agrees on one. */
	readonly root: Hex | null;
	readonly agree: readonly string[];
	/** Who gave another root or none; all of them while there is no majority. */
	readonly dissent: readonly Vote[];
	/** Which endpoints count once, in words; empty where each counts. */
	readonly shared: string;
};

export type Quorum = Poll & {
	readonly root: Hex;
	readonly epoch: number;
};

/**
 * The endpoints as independent providers.
 * @throws too-few-providers when there are fewer than three
 */
export const providersOf = <P extends EndpointIdentity>(
	endpoints: readonly P[],
): readonly Independent<P>[] => {
	const providers = independentOf(endpoints);
	if (providers.length >= leastProviders) return providers;
	const shared = sharedWords(providers);
	throw new Fault(
		"too-few-providers",
		`${endpoints.length} beacon endpoints, ${providers.length} independent, ${leastProviders} are needed${shared === "" ? "" : `: ${shared}`}`,
	);
};

/** One endpoint with what it calls final. */
type Member = {
	readonly endpoint: EndpointIdentity;
	readonly finalized: FinalizedEpoch | null;
	readonly fault: FaultJson | null;
};

const labelOf = ({ owner, members }: Independent<EndpointIdentity>): string => {
	const names = members.map(({ name }) => name);
	return names.length === 1
		? names.join()
		: `${owner} (${names.join(", ")})`.slice(0, 200);
};

type CheckpointAnswer = Hex | "not-final" | "no-block" | FaultJson;

/** @returns what one endpoint says of the epoch */
const hear = async (
	ports: BeaconPorts,
	network: L1Network,
	{ endpoint, finalized, fault }: Member,
	epoch: number,
	signal: AbortSignal | undefined,
): Promise<CheckpointAnswer> => {
	if (fault !== null) return fault;
	if (finalized === null || finalized.epoch < epoch) return "not-final";
	if (finalized.epoch === epoch) return finalized.root;
	try {
		return await askEpochRoot(ports, network, endpoint, epoch, signal);
	} catch (thrown) {
		return asFault(thrown, endpoint.name).toJson();
	}
};

/** The one vote of all endpoints of a provider: those that answer have to say the same. */
const voteOf = (
	provider: string,
	finalEpoch: number | null,
	said: readonly CheckpointAnswer[],
): Vote => {
	const vote = { provider, root: null, why: null, finalEpoch, fault: null };
	const faults = said.flatMap((one) => (typeof one === "string" ? [] : [one]));
	const answers = new Set(
		said.flatMap((one) => (typeof one === "string" ? [one] : [])),
	);
	const [fault] = faults;
	// who is out of reach says nothing; who answers nonsense does
	const nonsense = faults.find(({ kind }) => kind !== "unavailable");
	if (nonsense !== undefined) return { ...vote, fault: nonsense };
	const [answer, other] = answers;
	if (answer === undefined) return { ...vote, fault: fault ?? null };
	if (other !== undefined) return { ...vote, why: "differs" };
	if (answer === "not-final" || answer === "no-block")
		return { ...vote, why: answer };
	return { ...vote, root: answer };
};

/** A provider with what its endpoints call final. */
type Heard = {
	readonly provider: string;
	readonly members: readonly Member[];
	/** What all of them that answer call final. */
	readonly finalEpoch: number | null;
};

const hearFinal = async (
	ports: BeaconPorts,
	group: Independent<EndpointIdentity>,
	signal: AbortSignal | undefined,
): Promise<Heard> => {
	const members = await Promise.all(
		group.members.map(async (endpoint): Promise<Member> => {
			try {
				const finalized = await askFinalized(ports, endpoint, signal);
				return { endpoint, finalized, fault: null };
			} catch (thrown) {
				const fault = asFault(thrown, endpoint.name).toJson();
				return { endpoint, finalized: null, fault };
			}
		}),
	);
	const epochs = members.flatMap(({ finalized, fault }) =>
		fault === null ? [finalized?.epoch ?? 0] : [],
	);
	const finalEpoch = epochs.length === 0 ? null : Math.min(...epochs);
	return { provider: labelOf(group), members, finalEpoch };
};

/** The vote of one that is not asked for a root, for no epoch is final with a majority. */
const unasked = ({ provider, members, finalEpoch }: Heard): Vote =>
	finalEpoch === null
		? voteOf(
				provider,
				null,
				members.flatMap(({ fault }) => fault ?? []),
			)
		: { provider, root: null, why: "not-asked", finalEpoch, fault: null };

const votesAt = (
	ports: BeaconPorts,
	network: L1Network,
	providers: readonly Heard[],
	epoch: number,
	signal: AbortSignal | undefined,
): Promise<readonly Vote[]> =>
	Promise.all(
		providers.map(async ({ provider, members, finalEpoch }) =>
			voteOf(
				provider,
				finalEpoch,
				await Promise.all(
					members.map((one) => hear(ports, network, one, epoch, signal)),
				),
			),
		),
	);

/** How many epochs below the newest that a majority calls final are tried, where some have not finalized that one yet. */
const mostStepsBack = 2;

/**
 * Asks every endpoint for the block root of one finalized epoch: the newest that a majority of all providers call final, or where
 * no majority agrees on that one and some are behind, one of the two before it. A minority cannot choose it: below the median
 * nobody moves it up, and what is agreed on has a majority at any epoch.
 * @returns what each says; its root is null when no majority agrees
 * @throws too-few-providers; checkpoint-age; clock
 */
export const askProviders = async (
	ports: BeaconPorts,
	network: L1Network,
	endpoints: readonly EndpointIdentity[],
	signal?: AbortSignal,
): Promise<Poll> => {
	const groups = providersOf(endpoints);
	const needed = majorityOf(groups.length);
	const providers = await Promise.all(
		groups.map((group) => hearFinal(ports, group, signal)),
	);
	const finals = providers
		.flatMap(({ finalEpoch }) => (finalEpoch === null ? [] : [finalEpoch]))
		.toSorted((a, b) => b - a);
	const newest = finals[needed - 1] ?? 0;
	const common = {
		asked: groups.length,
		needed,
		shared: sharedWords(groups),
	};
	// genesis is final from the start, under a root of zeros
	if (newest === 0)
		return {
			...common,
			epoch: null,
			root: null,
			agree: [],
			dissent: providers.map(unasked),
		};
	const pollAt = async (epoch: number): Promise<Poll> => {
		const votes = await votesAt(ports, network, providers, epoch, signal);
		return { ...common, epoch, ...countVotes(votes, needed) };
	};
	const first = await pollAt(newest);
	let poll = first;
	for (let back = 1; back <= mostStepsBack && poll.root === null; back++) {
		const epoch = newest - back;
		if (epoch < 1 || finals.every((one) => one >= newest)) break;
		const earlier = await pollAt(epoch);
		if (earlier.root !== null) poll = earlier;
	}
	if (poll.root !== null && poll.epoch !== null) {
		const slot = poll.epoch * presetOf(network).slotsPerEpoch;
		checkCheckpointAge(network, timeAtSlot(network, slot), ports.clock.nowMs());
	}
	return poll;
};

const countVotes = (
	votes: readonly Vote[],
	needed: number,
): Pick<Poll, "root" | "agree" | "dissent"> => {
	const roots = new Set(votes.flatMap(({ root }) => root ?? []));
	const root =
		[...roots].find(
			(one) => votes.filter((vote) => vote.root === one).length >= needed,
		) ?? null;
	return {
		root,
		agree: votes.flatMap((vote) =>
			root !== null && vote.root === root ? [vote.provider] : [],
		),
		dissent: votes.filter((vote) => root === null || vote.root !== root),
	};
};

const saidShortly = ({ provider, root, why, fault }: Vote): string =>
	`${provider}: ${root?.slice(0, 10) ?? why ?? fault?.code ?? "nothing"}`;

/** @throws checkpoint-quorum with what each says, while no majority agrees */
export const checkAgreed = (poll: Poll): Quorum => {
	const { root, epoch, asked, needed, dissent } = poll;
	if (root !== null && epoch !== null) return { ...poll, root, epoch };
	throw new Fault(
		"checkpoint-quorum",
		`${needed} of ${asked} have to agree on ${epoch === null ? "a final epoch" : `epoch ${epoch}`}; ${dissent.map(saidShortly).join(", ")}`,
	);
};

/**
 * As `askProviders`, where nothing but an agreement will do.
 * @throws checkpoint-quorum when no majority of all that were asked agrees; too-few-providers; checkpoint-age; clock
 */
export const askQuorum = async (
	ports: BeaconPorts,
	network: L1Network,
	endpoints: readonly EndpointIdentity[],
	signal?: AbortSignal,
): Promise<Quorum> =>
	checkAgreed(await askProviders(ports, network, endpoints, signal));
