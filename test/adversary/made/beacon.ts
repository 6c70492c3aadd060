// The beacon API over a made chain: what a light client asks of a node, answered without a socket.

import "../preset.ts";
import { ssz } from "@lodestar/types";
import { toHex } from "../../../src/base/bytes.ts";
import { type Ask, jsonAnswer, type WholeAnswer } from "../exchange.ts";
import {
	answerLight,
	type FinalityUpdate,
	type Light,
	type OptimisticUpdate,
	type Update,
} from "../light.ts";
import type { MadeBlock, MadeChain } from "./chain.ts";
import { slotsPerEpoch } from "./chain.ts";

/** What a node serves at one moment. */
export type View = {
	readonly blocks: ReadonlyMap<string, MadeBlock>;
	readonly head: MadeBlock;
	readonly finalized: MadeBlock;
	/** The best of each period. */
	readonly updates: ReadonlyMap<number, Update>;
	readonly finality: FinalityUpdate;
	readonly optimistic: OptimisticUpdate;
};

const notFound = jsonAnswer({ code: 404, message: "not found" }, 404);

const resolve = (view: View, id: string): MadeBlock | undefined => {
	if (id === "head") return view.head;
	if (id === "finalized") return view.finalized;
	if (id.startsWith("0x")) return view.blocks.get(id);
	return [...view.blocks.values()].find(({ slot }) => String(slot) === id);
};

/** fork digest of the chain's only fork */
const digestOf = (chain: MadeChain): Uint8Array =>
	ssz.phase0.ForkData.hashTreeRoot({
		currentVersion: chain.domain.forkVersion,
		genesisValidatorsRoot: chain.domain.genesisValidatorsRoot,
	}).slice(0, 4);

const lightAnswer = (view: View, url: URL): Light | null => {
	const name = url.pathname.slice("/eth/v1/beacon/light_client/".length);
	if (name === "optimistic_update")
		return { kind: "optimistic", value: view.optimistic };
	if (name === "finality_update")
		return { kind: "finality", value: view.finality };
	if (name === "updates") {
		const start = Number(url.searchParams.get("start_period"));
		const count = Math.min(Number(url.searchParams.get("count")), 128);
		return {
			kind: "updates",
			value: Array.from({ length: count }, (_, i) =>
				view.updates.get(start + i),
			).filter((update) => update !== undefined),
		};
	}
	return null;
};

/** Answers as a node with this view would. */
export const beaconAnswer = (
	chain: MadeChain,
	view: View,
	ask: Ask,
): WholeAnswer => {
	const url = new URL(ask.path, "http://localhost");
	const path = url.pathname;
	const asSsz = ask.accept.startsWith("application/octet-stream");
	const { network } = chain;
	const bootstrap = /^\/eth\/v1\/beacon\/light_client\/bootstrap\/(\w+)$/.exec(
		path,
	)?.[1];
	const digest = digestOf(chain);
	if (bootstrap !== undefined) {
		const block = view.blocks.get(bootstrap);
		if (block === undefined) return notFound;
		const value = chain.bootstrap(block);
		return answerLight({ kind: "bootstrap", value }, asSsz, digest);
	}
	if (path.startsWith("/eth/v1/beacon/light_client/")) {
		const light = lightAnswer(view, url);
		return light === null ? notFound : answerLight(light, asSsz, digest);
	}
	const rootOf = /^\/eth\/v1\/beacon\/blocks\/(\w+)\/root$/.exec(path)?.[1];
	if (rootOf !== undefined) {
		const block = resolve(view, rootOf);
		if (block === undefined) return notFound;
		return jsonAnswer({
			execution_optimistic: false,
			finalized: block.slot <= view.finalized.slot,
			data: { root: block.root },
		});
	}
	const headerOf = /^\/eth\/v1\/beacon\/headers\/(\w+)$/.exec(path)?.[1];
	if (headerOf !== undefined) {
		const block = resolve(view, headerOf);
		if (block === undefined) return notFound;
		return jsonAnswer({
			execution_optimistic: false,
			finalized: block.slot <= view.finalized.slot,
			data: {
				root: block.root,
				canonical: true,
				header: {
					message: ssz.phase0.BeaconBlockHeader.toJson(block.header.beacon),
					signature: toHex(new Uint8Array(96)),
				},
			},
		});
	}
	if (/^\/eth\/v1\/beacon\/states\/\w+\/finality_checkpoints$/.test(path)) {
		const checkpoint = {
			epoch: String(Math.floor(view.finalized.slot / slotsPerEpoch)),
			root: view.finalized.root,
		};
		return jsonAnswer({
			execution_optimistic: false,
			finalized: false,
			data: {
				previous_justified: checkpoint,
				current_justified: checkpoint,
				finalized: checkpoint,
			},
		});
	}
	if (path === "/eth/v1/beacon/genesis")
		return jsonAnswer({
			data: {
				genesis_time: String(network.genesisTimeS),
				genesis_validators_root: network.genesisValidatorsRoot,
				genesis_fork_version: network.forks[0]?.version ?? "0x00000000",
			},
		});
	if (path === "/eth/v1/config/fork_schedule")
		return jsonAnswer({
			data: network.forks.map(({ version, epoch }, i) => ({
				previous_version: network.forks[Math.max(0, i - 1)]?.version ?? version,
				current_version: version,
				epoch: String(epoch),
			})),
		});
	if (path === "/eth/v1/node/version")
		return jsonAnswer({ data: { version: "made" } });
	return notFound;
};
