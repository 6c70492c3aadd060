// What L1 shows of Starknet: how far it took the chain's state over, who may change its contract and how fast, and the numbers that
// the profile names. When the newest state came L1 does not keep, so silence is seen by looking again.
// Source: starkware-libs/cairo-lang@66355d7d, starknet/solidity; starkware-libs/starkex-contracts, upgrade/Proxy.sol,
// components/GovernanceStorage.sol (the first of the proxy's own slots).

import { concat, type Hex, utf8 } from "../../../base/bytes.ts";
import { keccakHex } from "../../../crypto/hash.ts";
import type { WantedAccount } from "../../../state/capture.ts";
import {
	mappingSlot,
	nextSlot,
	wordHex,
} from "../../../state/storage-layout.ts";
import type { KindUpgrader, ShownNumber } from "../../kind.ts";
import { type Look, numberIn } from "../../look.ts";
import { wordOf } from "../../pinned.ts";
import { noSigns, type Signs } from "../../signs.ts";
import { starknetMessage as say } from "./codes.ts";
import { starknetPinned } from "./pinned.ts";
import { coreSlots, type StarknetProfile } from "./profile.ts";

const blockNumberSlot = nextSlot(coreSlots.state, 1);

/** mapping(text → (mapping(address → is governor), …)) at slot 0: of the proxy's own governors, by the text that stands for them. */
const governors: Hex = keccakHex(
	concat(utf8("StarkEx.Proxy.2019.GovernorsInformation"), new Uint8Array(32)),
);
/** Where the proxy keeps whether an address is one of its governors. */
export const governorSlot = (address: Hex): Hex =>
	mappingSlot(wordHex(BigInt(address)), BigInt(governors));

export const starknetFactsWanted = ({
	contracts,
	governors: named,
	shown,
}: StarknetProfile): readonly WantedAccount[] => [
	{
		address: contracts.core.address,
		slots: [
			blockNumberSlot,
			coreSlots.upgradeDelay,
			...named.map(({ address }) => governorSlot(address)),
			...shown.map(({ slot }) => slot),
		],
	},
];

/** Null where the contract is not the known one: then no place in it means what it should. */
const wordIn = (
	profile: StarknetProfile,
	look: Look,
	key: Hex,
): bigint | null =>
	wordOf(look, starknetPinned(profile), profile.contracts.core.address, key);

export const starknetSigns = (profile: StarknetProfile, look: Look): Signs => ({
	...noSigns,
	rootCount: numberIn(wordIn(profile, look, blockNumberSlot)),
});

export const starknetShown = (
	profile: StarknetProfile,
	look: Look,
): readonly ShownNumber[] =>
	profile.shown.map(({ slot, says }) => ({
		says,
		value: wordIn(profile, look, slot)?.toString() ?? null,
	}));

/**
 * Who may change the contract. L1 keeps no list of the proxy's governors: of those that the profile names it is proved that they are
 * some, and others may be. A zero says nothing of anybody.
 */
export const starknetUpgraders = (
	profile: StarknetProfile,
	look: Look,
): readonly KindUpgrader[] => {
	const wait = wordIn(profile, look, coreSlots.upgradeDelay);
	if (wait === null) return [];
	const delayS = numberIn(wait) ?? 0;
	const by = profile.governors
		.filter(
			({ address }) => wordIn(profile, look, governorSlot(address)) === 1n,
		)
		.map(({ address: at, says }) => say("starknet.governor", { at, says }));
	const says =
		delayS === 0
			? by.length === 0
				? say("starknet.upgrader.at-once")
				: say("starknet.upgrader.at-once.named", { by })
			: by.length === 0
				? say("starknet.upgrader.waits", { wait: delayS })
				: say("starknet.upgrader.waits.named", { wait: delayS, by });
	return [{ contracts: ["core"], delayS, says }];
};
