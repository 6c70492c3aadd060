// A world under the true rules: a made beacon chain with signed updates, whose execution headers commit to a made state.

import type { Hex } from "../../src/base/bytes.ts";
import { canonical, json } from "../../src/evidence/canonical.ts";
import {
	acceptCheckpoint,
	checkBootstrap,
	checkUpdate,
} from "../../src/l1/conclusion.ts";
import type { Head } from "../../src/l1/values.ts";
import { decodeNetworkFile } from "../../src/receipt/networks.ts";
import { accountClaim } from "../../src/source/execution.ts";
import { proveAccount } from "../../src/state/account.ts";
import { headerOfHead } from "../../src/state/header.ts";
import { proveSlot } from "../../src/state/slot.ts";
import type { Account, Header, Slot } from "../../src/state/values.ts";
import type { Verified } from "../../src/trust/verified.ts";
import { shippedKernel } from "../kernel.ts";
import { madeNetwork, makeChain } from "../l1/made.ts";
import { mine, proofJson, type World } from "../state/chain.ts";

export const network = madeNetwork;
export const networkFile = canonical(
	json({ format: "sextant-network-1", l1: network, rollups: [] }, "network"),
);
export const files = [decodeNetworkFile(networkFile)];

export type TrueWorld = {
	readonly root: Hex;
	/** The block at slot 128. */
	readonly finalized: Verified<Head>;
	readonly nowMs: number;
	readonly header: Verified<Header>;
	readonly account: (address: Hex) => Verified<Account>;
	readonly slot: (address: Hex, key: Hex) => Verified<Slot>;
};

/** A chain from a checkpoint to a head at slot 150, with this state everywhere. From slot 64 it crosses into the next committee. */
export const trueWorld = async (
	world: World,
	start: 64 | 128 = 64,
): Promise<TrueWorld> => {
	const { stateRoot } = mine(world, null);
	const chain = makeChain({
		network,
		execution: () => ({ state_root: stateRoot }),
	});
	const { root } = chain.block(start);
	const checkpoint = acceptCheckpoint(network, root);
	const asking = { kernel: shippedKernel, currentSlot: null };
	const { committee } = checkBootstrap(checkpoint, chain.bootstrap(start));
	const update = chain.update("update", 100);
	const crossed =
		start === 64
			? (await checkUpdate(committee, "update", update, asking)).nextCommittee
			: committee;
	if (crossed === null) throw new Error("no next committee");
	const { attested, finalized } = await checkUpdate(
		crossed,
		"finality",
		chain.update("finality", 150),
		asking,
	);
	if (attested === null || finalized === null) throw new Error("no heads");
	const header = headerOfHead(attested);
	const account = (address: Hex) => {
		const claim = accountClaim(proofJson(world, address, []), "claim");
		return proveAccount(header, address, claim);
	};
	return {
		root,
		finalized,
		nowMs: (header.value.timestampS + 5) * 1000,
		header,
		account,
		slot: (address, key) => {
			const claim = accountClaim(proofJson(world, address, [key]), "claim");
			const [stored] = claim.storageProof;
			if (stored === undefined) throw new Error("no slot");
			return proveSlot(account(address), stored);
		},
	};
};
