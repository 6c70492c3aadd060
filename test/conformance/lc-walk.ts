// The light client's own store over a real chain: from a bootstrap through every update that follows on it, with two thirds
// asked for, then saved, read back and verified again.

import { toHex } from "../../src/base/bytes.ts";
import { asFault } from "../../src/base/fault.ts";
import type { Kernel } from "../../src/crypto/kernel.ts";
import {
	acceptCheckpoint,
	checkBootstrap,
	checkUpdate,
} from "../../src/l1/conclusion.ts";
import type { L1Network } from "../../src/l1/network.ts";
import { decodeSaved, resumeStore, saveStore } from "../../src/l1/saved.ts";
import {
	decodeBootstrap,
	type EncodedObject,
	periodAtSlot,
	type UpdateKind,
} from "../../src/l1/spec.ts";
import {
	applyRound,
	checkAgainstFinal,
	committeeOf,
	type LightStore,
	openStore,
} from "../../src/l1/store.ts";

export type Step = {
	readonly name: string;
	readonly kind: UpdateKind;
	readonly encoded: EncodedObject;
	readonly attestedSlot: number;
	readonly signatureSlot: number;
};

export type Walk = {
	readonly steps: number;
	readonly from: number;
	readonly to: number;
};

/**
 * Applies every step that the store can verify when its turn comes, in the order of signatures.
 * @returns null when nothing follows on the bootstrap
 * @throws TypeError when a step fails or the saved store does not come back as it was
 */
export const walk = async (
	network: L1Network,
	bootstrap: EncodedObject,
	steps: readonly Step[],
	kernel: Kernel,
): Promise<Walk | null> => {
	const { header } = decodeBootstrap(network, bootstrap);
	const checkpoint = acceptCheckpoint(network, toHex(header.root));
	const { committee, head } = checkBootstrap(checkpoint, bootstrap);
	let store = openStore(checkpoint, head, [committee]);
	let taken = 0;
	for (const step of steps.toSorted(
		(a, b) => a.signatureSlot - b.signatureSlot,
	)) {
		const signers = committeeOf(
			store,
			periodAtSlot(network, step.signatureSlot),
		);
		if (signers === undefined) continue;
		try {
			const checked = await checkUpdate(signers, step.kind, step.encoded, {
				kernel,
				currentSlot: null,
			});
			checkAgainstFinal(store, checked);
			store = applyRound(store, [checked]);
			if (store.conflict !== null) throw new TypeError("a conflict");
		} catch (thrown) {
			throw new TypeError(`${step.name}: ${asFault(thrown).message}`);
		}
		taken += 1;
	}
	if (taken === 0) return null;
	await checkSaved(store, network, kernel);
	return {
		steps: taken,
		from: periodAtSlot(network, header.slot),
		to: periodAtSlot(network, store.optimistic.value.slot),
	};
};

const checkSaved = async (
	store: LightStore,
	network: L1Network,
	kernel: Kernel,
): Promise<void> => {
	const text = JSON.stringify(saveStore(store));
	const again = await resumeStore(
		network,
		decodeSaved(JSON.parse(text)),
		{
			kernel,
			networkByName: (name) => (name === network.name ? network : undefined),
		},
		store.finalized.value.timeS * 1000,
	);
	if (again.finalized.value.root !== store.finalized.value.root)
		throw new TypeError("saved and read back, another header is final");
	const roots = ({ committees }: LightStore) =>
		committees.map(({ value }) => value.root).join();
	if (roots(again) !== roots(store))
		throw new TypeError("saved and read back, the committees are others");
};
