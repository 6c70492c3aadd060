// The wallet beside a made rollup whose contract on L1 is a counter, with the toy way out of it and no endpoint of the rollup.

import { fromHex, type Hex } from "../../../src/base/bytes.ts";
import { keccakHex } from "../../../src/crypto/hash.ts";
import {
	type ReferenceProfile,
	referenceV1,
} from "../../../src/l2/reference/checks/profile.ts";
import type { ExitView } from "../../../src/protocol/exit-views.ts";
import { approve } from "../../decide.ts";
import { counterCode, newPlan, type ToyPlan, toyWay } from "../../exit/toy.ts";
import { chainId, profile, rollupAddress } from "../../l2/reference/world.ts";
import {
	type Disk,
	newDisk,
	openStage,
	type Stage,
	setUp,
	untilTrue,
	type Wallet,
	whileSlotsPass,
} from "../wallet.ts";

export { chainId };

export type ExitStage = {
	readonly stage: Stage & { readonly alerts: NonNullable<Stage["alerts"]> };
	readonly plan: ToyPlan;
	readonly profile: ReferenceProfile;
	readonly setUp: (disk?: Disk) => Promise<Wallet>;
};

export const openExitStage = async (): Promise<ExitStage> => {
	const made = await openStage();
	const { world } = made;
	const own = referenceV1(
		{
			...profile,
			contracts: {
				...profile.contracts,
				rollup: {
					address: rollupAddress,
					codeHash: keccakHex(fromHex(counterCode)),
				},
			},
			l1: world.network.name,
			l1ChainId: world.network.chainId,
		},
		"profile",
	);
	await world.anvil.call("anvil_setCode", [rollupAddress, counterCode]);
	// anvil proves the block before by the state that was set after it: nobody may ask for that one
	await world.advance(30);
	const plan = newPlan();
	const stage = {
		...made,
		ways: [toyWay(plan)],
		alerts: [],
		file: JSON.stringify({
			format: "sextant-network-1",
			l1: world.network,
			rollups: [own],
		}),
	};
	return {
		stage,
		plan,
		profile: own,
		setUp: (disk = newDisk()) => setUp(stage, disk),
	};
};

export const exitOf = async (
	wallet: Wallet,
	id: string,
): Promise<ExitView | undefined> =>
	(await wallet.view()).exits.journeys.find((one) => one.id === id);

export const untilExit = (
	stage: Stage,
	wallet: Wallet,
	id: string,
	holds: (view: ExitView) => boolean,
	what: string,
): Promise<void> =>
	untilTrue(
		stage,
		async () => {
			const view = await exitOf(wallet, id);
			return view !== undefined && holds(view);
		},
		what,
	);

/** Signs what waits for the person, if it is that order. */
export const sayYes = async (
	wallet: Wallet,
	order: string,
): Promise<Hex | null> => (await approve(wallet.keys, order)).hash;

/** Begins the toy's exit "one", of 7. */
export const beginToy = async (
	{ stage }: ExitStage,
	wallet: Wallet,
): Promise<void> => {
	await whileSlotsPass(
		stage,
		wallet.ui("exit.begin", {
			id: "one",
			chainId,
			way: "toy",
			token: null,
			amount: "7",
			begun: null,
		}),
	);
};

/** Begins it and takes its first step: the second is due when it resolves. @returns the id of the first step's order */
export const knock = async (
	scene: ExitStage,
	wallet: Wallet,
): Promise<string> => {
	await beginToy(scene, wallet);
	const { id } = await whileSlotsPass(
		scene.stage,
		wallet.ui("exit.step", { id: "one", stage: "knock" }),
	);
	await sayYes(wallet, id);
	await untilExit(
		scene.stage,
		wallet,
		"one",
		({ click, saved }) => click?.stage === "enter" && !saved,
		"the second click",
	);
	return id;
};
