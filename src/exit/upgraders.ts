// Who can change a rollup's contracts, as far as L1's storage shows it: the admin of each proxy, the admin's owner where the
// layout is known, a timelock's delay where the profile names one. What is not known is said as that, and means: at once. The
// timelock itself is read in timelock.ts.

import type { Hex } from "../base/bytes.ts";
import { kindOf, pinnedOf } from "../l2/checks.ts";
import type { Watchable } from "../l2/kind.ts";
import { addressIn, isKey, type Look } from "../l2/look.ts";
import { adminSlot, type Pinned } from "../l2/pinned.ts";
import type { Message } from "../protocol/message.ts";
import type { WantedAccount } from "../state/capture.ts";
import { wordHex } from "../state/storage-layout.ts";
import type { AnnouncedOperation } from "./announced.ts";
import { contractAlertMessage } from "./codes.ts";
import { delayOf, layoutOf, timelockWanted } from "./timelock.ts";

export type Holder = {
	readonly address: Hex;
	/** `key`: whoever has its key. `contract`: by rules of its own, which this wallet did not read. */
	readonly kind: "key" | "contract" | "unread";
};

export type Upgrader = {
	/** The contracts it can change, by the profile's names. */
	readonly contracts: readonly string[];
	/** Null: none stands where proxies of EIP-1967 keep it. */
	readonly admin: Holder | null;
	/** Do proxies stand before them? Their code can be changed then, by an admin or by the code behind. */
	readonly isProxied: boolean;
	/** Whom the admin obeys; null where that is not known. */
	readonly owner: Holder | null;
	/** Seconds from the announcement of a change to the change; null where none is proved. */
	readonly delayS: number | null;
	/** For people. */
	readonly says: Message;
};

/** Those of EIP-1967. Of a proxy with places of its own, its kind says whom it obeys. */
const proxies = (profile: Watchable): readonly Pinned[] =>
	pinnedOf(profile).filter(
		({ behind }) => behind !== null && behind.slot === undefined,
	);

/** Undefined where it was not read; null where there is none, and for a proxy of other code, which may obey anybody. */
const adminIn = (
	look: Look,
	{ address, codeHash }: Pinned,
): Hex | null | undefined => {
	const word = look.word(address, adminSlot);
	if (word === null) return undefined;
	return look.account(address)?.codeHash === codeHash ? addressIn(word) : null;
};

const ownerKey = (profile: Watchable): Hex =>
	wordHex(layoutOf(profile)?.admin.ownerSlot ?? 0);

/** The owner of the admin; null unless the admin runs the code whose layout is known. */
const ownerIn = (profile: Watchable, look: Look, admin: Hex): Hex | null => {
	const layout = layoutOf(profile);
	if (layout === null || layout.admin.address !== admin) return null;
	if (look.account(admin)?.codeHash !== layout.admin.codeHash) return null;
	return addressIn(look.word(admin, ownerKey(profile)));
};

/** Where the timelock runs other code, nothing that waits in it is seen: that has to be said, or silence would read as none. */
const isTimelockOther = (profile: Watchable, look: Look): boolean => {
	const timelock = layoutOf(profile)?.timelock;
	const account =
		timelock === undefined ? null : look.account(timelock.address);
	return (
		timelock !== undefined &&
		account !== null &&
		account.codeHash !== timelock.codeHash
	);
};

const distinct = (all: readonly Hex[]): readonly Hex[] => [...new Set(all)];

/** Proxies with so many different admins are not looked after one by one. */
const mostAdmins = 16;

/** What follows from a look: the admins, the owner of the one whose layout is known, the timelock. */
export const upgradersMore = (
	profile: Watchable,
	look: Look,
	found: readonly AnnouncedOperation[] = [],
): readonly WantedAccount[] => {
	const layout = layoutOf(profile);
	const admins = distinct(
		proxies(profile).flatMap((proxy) => adminIn(look, proxy) ?? []),
	).slice(0, mostAdmins);
	const owners = distinct(
		admins.flatMap((admin) => ownerIn(profile, look, admin) ?? []),
	);
	const timelock = layout?.timelock;
	return [
		...admins.map((admin) => ({
			address: admin,
			slots: layout?.admin.address === admin ? [ownerKey(profile)] : [],
		})),
		...owners
			.filter((owner) => owner !== timelock?.address)
			.map((owner) => ({ address: owner, slots: [] })),
		...timelockWanted(profile, found),
	];
};

const holder = (look: Look, address: Hex): Holder => {
	const account = look.account(address);
	const kind =
		account === null ? "unread" : isKey(account) ? "key" : "contract";
	return { address, kind };
};

const holderMessage = ({ address, kind }: Holder): Message =>
	contractAlertMessage(`holder.${kind}`, { at: address });

/** Some of the names where they are many: a sentence is for reading. */
const namesOf = (names: readonly string[]): readonly Message[] => {
	const named = (some: readonly string[]): readonly Message[] =>
		some.map((name) => contractAlertMessage("name.own", { name }));
	return names.length <= 3
		? named(names)
		: [
				...named(names.slice(0, 2)),
				contractAlertMessage("name.more", { count: names.length - 2 }),
			];
};

const describe = (
	profile: Watchable,
	look: Look,
	admin: Hex | null,
	names: readonly string[],
): Upgrader => {
	const contracts = namesOf(names);
	const common = { contracts: names, isProxied: true };
	if (admin === null)
		return {
			...common,
			admin: null,
			owner: null,
			delayS: null,
			says: contractAlertMessage("upgrader.unknown", { contracts }),
		};
	const first = holder(look, admin);
	const owner = ownerIn(profile, look, admin);
	const second = owner === null ? null : holder(look, owner);
	const delayS = owner === null ? null : delayOf(profile, look, owner);
	const says = (): Message => {
		if (second === null)
			return first.kind === "contract"
				? contractAlertMessage("upgrader.contract", { contracts, admin })
				: contractAlertMessage("upgrader.at-once", {
						contracts,
						by: holderMessage(first),
					});
		if (delayS !== null && delayS > 0)
			return contractAlertMessage("upgrader.timelock", {
				contracts,
				admin,
				timelock: second.address,
				wait: delayS,
			});
		return contractAlertMessage(
			isTimelockOther(profile, look)
				? "upgrader.owner.other-timelock"
				: "upgrader.owner",
			{ contracts, admin, by: holderMessage(second) },
		);
	};
	return { ...common, admin: first, owner: second, delayS, says: says() };
};

/** By admin; contracts without a proxy come last. A proxy whose admin was not read is left out. */
export const upgradersOf = (
	profile: Watchable,
	look: Look,
): readonly Upgrader[] => {
	const groups = new Map<Hex | null, string[]>();
	for (const proxy of proxies(profile)) {
		const admin = adminIn(look, proxy);
		if (admin === undefined) continue;
		groups.set(admin, [...(groups.get(admin) ?? []), proxy.name]);
	}
	const fixed = pinnedOf(profile)
		.filter(({ behind }) => behind === null)
		.map(({ name }) => name);
	const verifier = kindOf(profile).verifierNamedBy;
	const plain: Upgrader = {
		contracts: fixed,
		isProxied: false,
		admin: null,
		owner: null,
		delayS: null,
		says: !kindOf(profile).isPlainCodeFixed
			? contractAlertMessage("upgrader.no-proxy", { contracts: namesOf(fixed) })
			: verifier === null
				? contractAlertMessage("upgrader.fixed", { contracts: namesOf(fixed) })
				: contractAlertMessage("upgrader.fixed.verifier", {
						contracts: namesOf(fixed),
						verifier,
					}),
	};
	return [
		...[...groups].map(([admin, names]) =>
			describe(profile, look, admin, names),
		),
		...kindOf(profile)
			.upgraders(profile, look)
			.map(
				(one): Upgrader => ({
					...one,
					isProxied: true,
					admin: null,
					owner: null,
				}),
			),
		...(fixed.length === 0 ? [] : [plain]),
	];
};

/** What somebody can change with no delay that L1 shows; null where that is nothing. */
export const upgradableAtOnce = (
	upgraders: readonly Upgrader[],
): Message | null => {
	const names = upgraders.flatMap(({ isProxied, delayS, contracts }) =>
		isProxied && (delayS === null || delayS === 0) ? contracts : [],
	);
	return names.length === 0
		? null
		: contractAlertMessage("upgrader.any-moment", {
				contracts: namesOf(names),
			});
};
