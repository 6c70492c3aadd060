// Accounts of a device, looked for as those of a phrase are: by what is proved of their addresses, in order. One that was never used
// is offered to begin with; where nothing can be proved now, the first few are, with nothing said of them.

import { useState } from "preact/hooks";
import type { Hex } from "../../../src/base/bytes.ts";
import { Fault } from "../../../src/base/fault.ts";
import type { DeviceAccount } from "../../../src/protocol/accounts.ts";
import {
	type Discovery,
	discover,
	type FoundAccount,
} from "../accounts/discover.ts";
import { go } from "../route.ts";
import { useShared, useWork } from "../wallet.tsx";

export type DeviceAddresses = (
	from: number,
	count: number,
) => Promise<readonly { readonly index: number; readonly address: Hex }[]>;

/** Where the accounts of one device lie. */
export type DevicePlaces = Pick<DeviceAccount, "way" | "fingerprint"> & {
	readonly pathOf: (index: number) => string;
};

export type DeviceDiscovery = Discovery & {
	readonly proved: boolean;
	readonly at: DevicePlaces;
};

/** With the first that was never used. */
const withFirstUnused = (
	found: readonly FoundAccount[],
	seen: readonly { readonly index: number; readonly address: Hex }[],
): readonly FoundAccount[] => {
	const unused = seen.find(({ index }) =>
		found.every((one) => one.index !== index),
	);
	return unused === undefined
		? found
		: [...found, { ...unused, on: [] }].toSorted((a, b) => a.index - b.index);
};

export const useDeviceDiscovery = () => {
	const { wallet, status } = useShared();
	const looking = useWork();
	const [found, setFound] = useState<DeviceDiscovery | null>(null);
	const [chosen, setChosen] = useState<ReadonlySet<number>>(new Set());
	const [places, setPlaces] = useState(0);

	const lookAt = async (
		addresses: DeviceAddresses,
		at: DevicePlaces,
	): Promise<void> => {
		const seen: { readonly index: number; readonly address: Hex }[] = [];
		let unproved: Fault | null = null;
		const all = await discover(
			async (from, count) => {
				const some = await addresses(from, count);
				seen.push(...some);
				return some;
			},
			(of) => wallet.engine("account.look", { addresses: [...of] }),
			() => {
				unproved = new Fault("not-synced", "no chain is followed");
				return unproved;
			},
			setPlaces,
		).catch((thrown: unknown): Discovery => {
			// What the device says is there, whether or not anything can be proved of it now.
			if (thrown !== unproved) throw thrown;
			const some = seen.map((one) => ({ ...one, on: [] }));
			return { found: some, unseen: [], places: seen.length };
		});
		const proved = unproved === null;
		setChosen(new Set(proved ? all.found.map(({ index }) => index) : []));
		setFound({
			...all,
			proved,
			at,
			found: proved ? withFirstUnused(all.found, seen) : all.found,
		});
	};

	const missing = (found?.found ?? []).filter(
		({ index, address }) =>
			chosen.has(index) &&
			!status.held.some(
				(one) => one.address === address && one.kind !== "watch",
			),
	);
	return {
		...{ looking, found, chosen, places, missing },
		look: (
			work: (
				lookAt: (addresses: DeviceAddresses, at: DevicePlaces) => Promise<void>,
			) => Promise<void>,
		) =>
			void looking.run(async () => {
				setPlaces(0);
				await work(lookAt);
			}),
		toggle: (index: number) => {
			const next = new Set(chosen);
			if (!next.delete(index)) next.add(index);
			setChosen(next);
		},
	};
};
export type DeviceLooking = ReturnType<typeof useDeviceDiscovery>;

/** Adds what was chosen, and goes to the list. */
export const useAddingDevices = ({ missing, found }: DeviceLooking) => {
	const { wallet, refresh } = useShared();
	const adding = useWork();
	return {
		...adding,
		add: () =>
			void adding.run(async () => {
				if (found === null) return;
				const { way, fingerprint, pathOf } = found.at;
				for (const { index, address } of missing)
					await wallet.keys("keys.addDevice", {
						...{ address, way, fingerprint },
						path: pathOf(index),
					});
				await refresh();
				go("accounts");
			}),
	};
};
