// What L1 says, by proof, of a withdrawal from an OP rollup whose games an AnchorStateRegistry judges: the portal's words on it, the
// game behind its proof, the pause. It reads and unpacks; what follows for the journey is said elsewhere.
// Source: op-contracts 7.0.0, OptimismPortal2.sol, AnchorStateRegistry.sol, SystemConfig.sol and SuperchainConfig.sol (paused).

import type { Hex } from "../../../base/bytes.ts";
import { asFault } from "../../../base/fault.ts";
import type { ExitL1 } from "../../../exit/module.ts";
import type { WantedAccount } from "../../../state/capture.ts";
import * as s from "../../../state/storage-layout.ts";
import {
	checkContracts,
	implementationWanted,
	proxyWanted,
	type ReadContracts,
} from "../../proved.ts";
import { exitOf } from "../checks/payee.ts";
import {
	asItRuns,
	asProxied,
	mayRun,
	playedNow,
	playedSlot,
} from "../checks/registry-config.ts";
import {
	formOf,
	type OpRegistryProfile,
	type Released,
} from "../checks/registry-profile.ts";
import {
	type FactsRead,
	type Marks,
	marksOf,
	messageStateOf,
	type OpFactsRequest,
	readProgress,
	some,
} from "./facts-parts.ts";
import { type OpReading, readAt, timeOf } from "./reading.ts";
import type { OpFacts } from "./state.ts";

/** Features.sol: the portal keeps its ether in a lockbox, which stands for the chain where it is paused. */
const lockboxFeature: Hex =
	"0x4554485f4c4f434b424f58000000000000000000000000000000000000000000";

/** Features.sol: the chain's coin is a token of Ethereum, and the portal pays no ether. */
const ownCoinFeature: Hex =
	"0x435553544f4d5f4741535f544f4b454e00000000000000000000000000000000";

/** The contracts that the facts are read of. */
const calledOf = (profile: OpRegistryProfile) => {
	const exit = exitOf(profile);
	return {
		...profile.contracts,
		...exit.contracts,
		places: exit.slots,
	};
};

/** Where the chain's own facts stand. */
const placesOf = (profile: OpRegistryProfile) => {
	const { places, optimismPortal } = calledOf(profile);
	return {
		portalConfig: s.wordHex(places.portalConfig),
		portalRegistry: s.wordHex(places.portalRegistry),
		portalLockbox: s.wordHex(places.portalLockbox),
		l2ChainId: s.wordHex(places.l2ChainId),
		superchainConfig: s.wordHex(places.superchainConfig),
		hasLockbox: s.mappingSlot(lockboxFeature, places.features),
		hasOwnCoin: s.mappingSlot(ownCoinFeature, places.features),
		pauseOfAll: s.mappingSlot(s.wordHex(0), places.pauses),
		pauseOfPortal: s.mappingSlot(
			s.wordHex(optimismPortal.address),
			places.pauses,
		),
	};
};

const released = (contract: Released): readonly WantedAccount[] => [
	proxyWanted(contract, []),
	...mayRun(contract).map(implementationWanted),
];

const factsWanted = (
	profile: OpRegistryProfile,
	{ account }: OpFactsRequest,
	{ finalized, submitters, relayed, failed }: Marks,
): readonly WantedAccount[] => {
	const { slots, games } = profile;
	const called = calledOf(profile);
	const at = placesOf(profile);
	const { optimismPortal, superchainConfig, systemConfig } = called;
	const { anchorStateRegistry, disputeGameFactory } = called;
	const own = slots.implementation;
	return [
		{ address: account, slots: [] },
		...[
			optimismPortal,
			superchainConfig,
			systemConfig,
			anchorStateRegistry,
			disputeGameFactory,
		].flatMap(released),
		...games.map((game) =>
			implementationWanted({ address: "0x", ...asProxied(game) }),
		),
		{
			address: optimismPortal.address,
			slots: [
				own,
				at.portalConfig,
				at.portalRegistry,
				at.portalLockbox,
				...some(finalized, submitters),
			],
		},
		{
			address: superchainConfig.address,
			slots: [own, at.pauseOfAll, at.pauseOfPortal],
		},
		{
			address: systemConfig.address,
			slots: [
				own,
				at.l2ChainId,
				at.superchainConfig,
				at.hasLockbox,
				at.hasOwnCoin,
			],
		},
		{
			address: anchorStateRegistry.address,
			slots: [own, s.wordHex(slots.factory), s.wordHex(slots.respectedType)],
		},
		{
			address: disputeGameFactory.address,
			slots: [
				own,
				s.wordHex(slots.gameList),
				...games.map((game) => playedSlot(profile, game)),
			],
		},
		{
			address: called.l1CrossDomainMessenger.address,
			slots: some(relayed, failed),
		},
	];
};

const contractsOf = (reading: OpReading): ReadContracts => ({
	word: reading.word,
	account: reading.account,
	code: (address) => ({ bytes: reading.code(address) ?? "0x" }),
});

const isStrange = (thrown: unknown): boolean => {
	const { code } = asFault(thrown);
	if (code === "l2-unknown-code" || code === "not-anchored") return true;
	throw thrown;
};

/** Is it the profile's proxy, and what it delegates to one of those that the profile knows? */
const runsKnown = (
	{ slots }: OpRegistryProfile,
	read: ReadContracts,
	contract: Released,
): boolean => {
	try {
		const called = asItRuns(read, contract, slots.implementation);
		checkContracts(read, { contract: called }, slots.implementation);
		return true;
	} catch (thrown) {
		return !isStrange(thrown);
	}
};

/** Do games of the type that counts run code of the profile? Of super roots the portal has to look for this chain's own, besides. */
const playsKnown = (
	profile: OpRegistryProfile,
	read: ReadContracts,
	type: bigint,
): boolean => {
	try {
		const game = playedNow(profile, read, type);
		const { systemConfig } = profile.contracts;
		return (
			formOf(game.type).claims === "output-root" ||
			read.word(systemConfig.address, placesOf(profile).l2ChainId) ===
				BigInt(profile.chainId)
		);
	} catch (thrown) {
		return !isStrange(thrown);
	}
};

/** What of the contracts is as the profile has it, and named by one another as it has them. */
const knownIn = (profile: OpRegistryProfile, reading: OpReading) => {
	const { slots } = profile;
	const called = calledOf(profile);
	const at = placesOf(profile);
	const read = contractsOf(reading);
	const isKnown = (contract: Released): boolean =>
		runsKnown(profile, read, contract);
	const { optimismPortal, superchainConfig, systemConfig } = called;
	const { anchorStateRegistry, disputeGameFactory } = called;
	const word = (of: Released, slot: Hex): bigint => read.word(of.address, slot);
	const names = (of: Released, slot: Hex, other: Released): boolean =>
		s.lowAddress(word(of, slot)) === other.address;
	const isPortal = isKnown(optimismPortal);
	const isRegistry =
		isPortal &&
		isKnown(anchorStateRegistry) &&
		names(optimismPortal, at.portalRegistry, anchorStateRegistry);
	const lockbox = word(optimismPortal, at.portalLockbox) & ((1n << 160n) - 1n);
	return {
		isRegistry,
		isFactory:
			isKnown(disputeGameFactory) &&
			names(anchorStateRegistry, s.wordHex(slots.factory), disputeGameFactory),
		/** The lockbox and the mark that there is one come together: where they do not, the places are others. */
		isPause:
			isPortal &&
			isKnown(systemConfig) &&
			isKnown(superchainConfig) &&
			names(optimismPortal, at.portalConfig, systemConfig) &&
			names(systemConfig, at.superchainConfig, superchainConfig) &&
			s.boolOf(word(systemConfig, at.hasLockbox)) === (lockbox !== 0n),
		lockbox,
	};
};

/**
 * Is it paused, for all chains or for this one? A pause that nobody renewed is over by itself.
 * @param lockbox 0 where there is none
 */
const readPaused = async (
	profile: OpRegistryProfile,
	l1: ExitL1,
	reading: OpReading,
	lockbox: bigint,
): Promise<boolean> => {
	const { superchainConfig, places } = calledOf(profile);
	const { address } = superchainConfig;
	const at = placesOf(profile);
	const own = async (): Promise<bigint> => {
		if (lockbox === 0n) return reading.word(address, at.pauseOfPortal);
		const slot = s.mappingSlot(s.wordHex(lockbox), places.pauses);
		const later = await readAt(l1, [{ address, slots: [slot] }], "latest");
		return later.word(address, slot);
	};
	const lastsS = BigInt(exitOf(profile).pauseLastsS);
	const now = BigInt(reading.timeS);
	return [reading.word(address, at.pauseOfAll), await own()].some(
		(sinceS) => sinceS !== 0n && now < sinceS + lastsS,
	);
};

export const readRegistryFacts = async (
	profile: OpRegistryProfile,
	l1: ExitL1,
	asked: OpFactsRequest,
): Promise<FactsRead> => {
	const { slots } = profile;
	const called = calledOf(profile);
	const marks = marksOf(profile, asked);
	const { relayed, failed } = marks;
	const reading = await readAt(
		l1,
		factsWanted(profile, asked, marks),
		"latest",
	);
	const word = (of: { readonly address: Hex }, slot: Hex | null): bigint =>
		slot === null ? 0n : reading.word(of.address, slot);
	const { isRegistry, isFactory, isPause, lockbox } = knownIn(profile, reading);
	const respected = word(
		called.anchorStateRegistry,
		s.wordHex(slots.respectedType),
	);
	const type = s.bitsOf(respected, 0, 32);
	const respect: Pick<OpFacts, "respectedType" | "respectedSinceS"> = isRegistry
		? {
				respectedType: Number(type),
				// retired are those made in that second too: AnchorStateRegistry.sol, isGameRetired
				respectedSinceS: timeOf(respected, 32) + 1,
			}
		: { respectedType: null, respectedSinceS: 0 };
	const progress = await readProgress(
		profile,
		l1,
		asked,
		reading,
		marks,
		respect,
	);
	const facts: OpFacts = {
		...progress.facts,
		isKnown:
			isRegistry &&
			isFactory &&
			playsKnown(profile, contractsOf(reading), type),
		isPaused: isPause ? await readPaused(profile, l1, reading, lockbox) : null,
		bondWei: "0",
		// the mark stands by the feature's own name: other code has none there by chance
		...(word(called.systemConfig, placesOf(profile).hasOwnCoin) === 0n
			? {}
			: { paysNoEther: true }),
		// what the messenger runs is not read: that it has no mark says nothing
		message: messageStateOf(
			asked,
			word(called.l1CrossDomainMessenger, relayed),
			word(called.l1CrossDomainMessenger, failed),
			() => false,
		),
		own: null,
	};
	return { facts, lost: progress.lost };
};
