// The timelock that a profile names: how long it waits, and what waits in it, of what the profile names and of what was found by
// asking endpoints. Only what its storage proves is said; an operation that was cancelled, or that an endpoint made up, stands
// there as zero. Source of the layout: @openzeppelin/contracts 4.9.6, governance/TimelockController.sol.

import type { Hex } from "../base/bytes.ts";
import { kindOf, pinnedOf } from "../l2/checks.ts";
import { type ContractAlert, note } from "../l2/contract-alert.ts";
import type { Watchable } from "../l2/kind.ts";
import { type Look, numberIn } from "../l2/look.ts";
import type { UpgradeLayout } from "../l2/profile.ts";
import type { Message } from "../protocol/message.ts";
import type { WantedAccount } from "../state/capture.ts";
import { mappingSlot, wordHex } from "../state/storage-layout.ts";
import {
	type AnnouncedOperation,
	announcedWords,
	gravestFirst,
} from "./announced.ts";
import { contractAlertMessage } from "./codes.ts";

/** The admin contract whose owner can be read, and where; a kind may name it in a place of its own. */
export const layoutOf = (profile: Watchable): UpgradeLayout | null =>
	profile.upgrade ?? kindOf(profile).upgradeLayout(profile);

const operationKey = (profile: Watchable, id: Hex): Hex =>
	mappingSlot(id, BigInt(layoutOf(profile)?.timelock?.operationsSlot ?? 0));

/** Where the timelock is that operations are looked for in; null where the profile knows none. */
export const timelockOf = (profile: Watchable): Hex | null =>
	layoutOf(profile)?.timelock?.address ?? null;

/** What is read of the timelock: its delay, and each operation that is named or was found. */
export const timelockWanted = (
	profile: Watchable,
	found: readonly AnnouncedOperation[],
): readonly WantedAccount[] => {
	const timelock = layoutOf(profile)?.timelock;
	if (timelock === undefined) return [];
	const ids = [...timelock.operations, ...found].map(({ id }) => id);
	return [
		{
			address: timelock.address,
			slots: [
				wordHex(timelock.delaySlot),
				...[...new Set(ids)].map((id) => operationKey(profile, id)),
			],
		},
	];
};

/** The delay of the timelock at `owner`; null where it is none that the profile knows. */
export const delayOf = (
	profile: Watchable,
	look: Look,
	owner: Hex,
): number | null => {
	const timelock = layoutOf(profile)?.timelock;
	return timelock !== undefined &&
		timelock.address === owner &&
		look.account(owner)?.codeHash === timelock.codeHash
		? numberIn(look.word(owner, wordHex(timelock.delaySlot)))
		: null;
};

/** OpenZeppelin's mark for an operation that was executed. */
const doneMark = 1n;

/** When an operation may be done, as its timelock holds it; `done` once it was; null where it holds none of that id. */
const whenOf = (
	profile: Watchable,
	look: Look,
	id: Hex,
): number | "done" | null => {
	const timelock = layoutOf(profile)?.timelock;
	if (timelock === undefined) return null;
	const { address, codeHash } = timelock;
	if (look.account(address)?.codeHash !== codeHash) return null;
	const word = look.word(address, operationKey(profile, id));
	if (word === null || word === 0n) return null;
	if (word === doneMark) return "done";
	// a time that no number holds is late, and no reason to leave the operation out
	return numberIn(word) ?? Number.MAX_SAFE_INTEGER;
};

/** Those of the found that are proved to wait, without those that the profile names. */
export const waitingIn = (
	profile: Watchable,
	look: Look,
	found: readonly AnnouncedOperation[],
): readonly AnnouncedOperation[] => {
	const named = layoutOf(profile)?.timelock?.operations ?? [];
	return found.filter(
		({ id }) =>
			named.every((one) => one.id !== id) &&
			typeof whenOf(profile, look, id) === "number",
	);
};

/** As the profile names a contract of this rollup; another by its address. */
const nameIn =
	(profile: Watchable) =>
	(address: Hex): Message => {
		const layout = layoutOf(profile);
		if (layout?.admin.address === address)
			return contractAlertMessage("name.admin");
		if (layout?.timelock?.address === address)
			return contractAlertMessage("name.timelock");
		const own = pinnedOf(profile).find((one) => one.address === address);
		return own === undefined
			? contractAlertMessage("name.contract", { at: address })
			: contractAlertMessage("name.own", { name: own.name });
	};

/** What the profile's timelock holds: of what the profile names, also what was done; of what was found, what waits. */
export const timelockContractAlerts = (
	profile: Watchable,
	look: Look,
	found: readonly AnnouncedOperation[] = [],
): readonly ContractAlert[] => {
	const timelock = layoutOf(profile)?.timelock;
	if (timelock === undefined) return [];
	const { address, operations } = timelock;
	const named = operations.flatMap(({ id, says }) => {
		const when = whenOf(profile, look, id);
		if (when === null) return [];
		return when === "done"
			? [
					note(
						"upgrade-done",
						contractAlertMessage("notice.upgrade-done", { what: says }),
						address,
					),
				]
			: [
					note(
						"upgrade-announced",
						contractAlertMessage("notice.upgrade-announced", { what: says }),
						address,
						when,
					),
				];
	});
	const others = gravestFirst(waitingIn(profile, look, found)).flatMap(
		(one) => {
			const when = whenOf(profile, look, one.id);
			return typeof when === "number"
				? [
						note(
							"upgrade-announced",
							contractAlertMessage("notice.change-waits", {
								what: announcedWords(one, nameIn(profile)),
							}),
							address,
							when,
						),
					]
				: [];
		},
	);
	return [...named, ...others];
};
