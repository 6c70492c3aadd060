// The reference rollup's contracts on L1, proved to run the code the profile names, and what they say now. Neither is
// behind a proxy, and verifier, operator and deadline are immutable: the code hash pins them. Rule reference-config.

import type { Hex } from "../../../base/bytes.ts";
import type { WantedAccount } from "../../../state/capture.ts";
import { mappingSlot, wordHex } from "../../../state/storage-layout.ts";
import {
	type AnyVerified,
	conclude,
	type Verified,
} from "../../../trust/verified.ts";
import { checkCode } from "../../contracts.ts";
import { countOr } from "../../look.ts";
import { provedContracts } from "../../proved.ts";
import {
	counters,
	type ReferenceProfile,
	referenceIdentity,
} from "./profile.ts";
import type { ReferenceConfig } from "./values.ts";

const slotNames = [
	...counters,
	"lastRoot",
] as const satisfies readonly (keyof ReferenceProfile["slots"])[];

/** Where L1 keeps the hash of a batch. */
export const batchHashSlot = (
	{ slots }: ReferenceProfile,
	batch: number,
): Hex => mappingSlot(wordHex(batch), slots.batchHash);

/** What has to be proved on L1, all at one block, for `concludeReferenceConfig` in the order it takes it. */
const configWanted = ({
	contracts,
	slots,
}: ReferenceProfile): readonly [WantedAccount, WantedAccount] => [
	{
		address: contracts.rollup.address,
		slots: slotNames.map((name) => wordHex(slots[name])),
	},
	{ address: contracts.verifier.address, slots: [] },
];

/** The same with the hash of `batch` behind the config's slots, for the root. */
export const referenceWanted = (
	profile: ReferenceProfile,
	batch: number,
): readonly [WantedAccount, WantedAccount] => {
	const [own, verifier] = configWanted(profile);
	const slots = [...own.slots, batchHashSlot(profile, batch)];
	return [{ ...own, slots }, verifier];
};

/** How many of the first slots of `referenceWanted` are the config's. */
export const configSlots = slotNames.length;

const count = countOr("l2-batch");

/**
 * The contracts as the profile knows them.
 * @param premises the slots of the config in their order, then the verifier's account
 * @throws not-anchored when a contract is not there yet at that block; l2-unknown-code when one runs other code;
 * evidence-step when the premises are not those wanted or not of one L1 block; l2-batch for a counter above 2^53
 */
export const concludeReferenceConfig = (
	profile: ReferenceProfile,
	premises: readonly AnyVerified[],
): Verified<ReferenceConfig> => {
	const { contracts, slots } = profile;
	const proved = provedContracts(
		premises,
		configWanted(profile),
		profile,
		"reference-config",
	);
	for (const [what, { address, codeHash }] of Object.entries(contracts))
		checkCode(proved.account(address), address, codeHash, what);
	const word = (name: (typeof slotNames)[number]): bigint =>
		proved.word(contracts.rollup.address, wordHex(slots[name]));
	const value: ReferenceConfig = {
		profile,
		at: proved.block,
		lastCommitted: count(word("lastCommitted"), "the last committed batch"),
		lastProven: count(word("lastProven"), "the last proven batch"),
		frozenAtS: count(word("frozenAt"), "the time of the freeze"),
		queueLength: count(word("queueLength"), "the queue's length"),
		queueProven: count(word("queueProven"), "the proven part of the queue"),
		lastRoot: wordHex(word("lastRoot")),
	};
	return conclude("reference-config", premises, value, {
		profile: referenceIdentity(profile),
	});
};
