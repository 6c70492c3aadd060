// The keys of a committee in a liar's hand: new signatures over what it wants, on a chain whose committees are interop
// keys. What it must know of the chain it asks the honest endpoint.

import "./preset.ts";
import { type altair, ssz } from "@lodestar/types";
import { fromHex } from "../../src/base/bytes.ts";
import { type Ask, type Upstream, utf8Of } from "./exchange.ts";
import { readAt, treeOf } from "./json.ts";
import { type Bootstrap, readLight, type Signed } from "./light.ts";
import { slotsPerPeriod } from "./made/chain.ts";
import { type Domain, signAs, signingRootOf } from "./made/keys.ts";

export type Forge = {
	readonly domain: Domain;
	readonly genesisTimeS: number;
	/** The committee that signs in a slot. */
	readonly committeeAt: (slot: number) => Promise<altair.SyncCommittee>;
	/** The same update with its attested header signed anew, by the members at these positions. */
	readonly resign: <T extends Signed>(
		update: T,
		positions: readonly number[],
		how?: {
			readonly signatureSlot?: number;
			readonly domain?: Domain;
			/** A slot whose committee signs instead. */
			readonly committeeOf?: number;
		},
	) => Promise<T>;
	readonly bootstrap: (root: string) => Promise<Bootstrap>;
	readonly headRoot: () => Promise<string>;
};

export const periodOf = (slot: number): number =>
	Math.floor(slot / slotsPerPeriod);

const get = (path: string): Ask => ({
	method: "GET",
	path,
	accept: "application/json",
	body: "",
});

/** @throws Error where the honest endpoint does not answer: then the test is wrong. */
export const openForge = async (honest: Upstream): Promise<Forge> => {
	const read = async (
		path: string,
		place: readonly (string | number)[],
	): Promise<string> => {
		const answer = await honest(get(path));
		const found = readAt(treeOf(utf8Of(answer.body)), place);
		if (typeof found !== "string") throw new Error(`no ${path}`);
		return found;
	};
	const genesisTimeS = Number(
		await read("/eth/v1/beacon/genesis", ["data", "genesis_time"]),
	);
	const genesisValidatorsRoot = fromHex(
		await read("/eth/v1/beacon/genesis", ["data", "genesis_validators_root"]),
		32,
	);
	const schedule = treeOf(
		utf8Of((await honest(get("/eth/v1/config/fork_schedule"))).body),
	);
	const forks = readAt(schedule, ["data"]);
	const newest = readAt(schedule, [
		"data",
		(Array.isArray(forks) ? forks.length : 0) - 1,
		"current_version",
	]);
	const domain: Domain = {
		genesisValidatorsRoot,
		forkVersion: fromHex(typeof newest === "string" ? newest : "0x", 4),
	};
	const committees = new Map<number, altair.SyncCommittee>();
	const headRoot = (): Promise<string> =>
		read("/eth/v1/beacon/blocks/head/root", ["data", "root"]);
	const bootstrap = async (root: string): Promise<Bootstrap> => {
		const ask = get(`/eth/v1/beacon/light_client/bootstrap/${root}`);
		const light = readLight(ask, await honest(ask));
		if (light?.kind !== "bootstrap") throw new Error(`no bootstrap ${root}`);
		return light.value;
	};
	const committeeAt = async (slot: number): Promise<altair.SyncCommittee> => {
		const period = periodOf(slot);
		const known = committees.get(period);
		if (known !== undefined) return known;
		const ask = get(
			`/eth/v1/beacon/light_client/updates?start_period=${period - 1}&count=1`,
		);
		const light = readLight(ask, await honest(ask));
		const [update] = light?.kind === "updates" ? light.value : [];
		let committee = update?.nextSyncCommittee;
		if (
			update === undefined ||
			periodOf(update.attestedHeader.beacon.slot) !== period - 1
		) {
			const head = await bootstrap(await headRoot());
			if (periodOf(head.header.beacon.slot) !== period)
				throw new Error(`no committee for period ${period}`);
			committee = head.currentSyncCommittee;
		}
		if (committee === undefined) throw new Error(`no committee ${period}`);
		committees.set(period, committee);
		return committee;
	};
	return {
		domain,
		genesisTimeS,
		committeeAt,
		headRoot,
		bootstrap,
		resign: async (update, positions, how = {}) => {
			const { signatureSlot = update.signatureSlot } = how;
			const root = ssz.phase0.BeaconBlockHeader.hashTreeRoot(
				update.attestedHeader.beacon,
			);
			return {
				...update,
				signatureSlot,
				syncAggregate: signAs(
					await committeeAt(how.committeeOf ?? signatureSlot),
					positions,
					signingRootOf(root, how.domain ?? domain),
				),
			};
		},
	};
};
