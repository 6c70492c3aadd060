// The rules by which a chain's code runs at a time, out of the network's or the rollup's own data. It must not know the
// machine.

import { Fault } from "../base/fault.ts";
import type { EvmRules } from "../evm/rules.ts";
import { type ForkName, type L1Network, presets } from "../l1/network.ts";
import type { RollupProfile } from "../l2/profile.ts";

/** An execution fork takes effect with the first slot of its consensus fork. */
const executionFork: { readonly [name in ForkName]?: EvmRules["fork"] } = {
	capella: "shanghai",
	deneb: "cancun",
	electra: "prague",
	fulu: "osaka",
};

/** By the most blobs of a block: EIP-4844, EIP-7691, and the schedule of EIP-7892. Another schedule is not known. */
const fractions: ReadonlyMap<number, bigint> = new Map([
	[6, 3_338_477n],
	[9, 5_007_716n],
	[15, 8_346_193n],
	[21, 11_684_671n],
]);

/** Where there is no schedule: what the forks brought with them. */
const mostBlobs = (fork: EvmRules["fork"]): number =>
	fork === "shanghai" || fork === "cancun" ? 6 : 9;

const unsupported = (why: string): Fault => new Fault("vm-unsupported", why);

/** @throws vm-unsupported at a time whose fork this release's machine does not know */
export const l1Rules = (network: L1Network, timestampS: number): EvmRules => {
	const { slotsPerEpoch } = presets[network.preset];
	const epochS = slotsPerEpoch * network.secondsPerSlot;
	const epoch = Math.floor((timestampS - network.genesisTimeS) / epochS);
	const name = network.forks.findLast((fork) => fork.epoch <= epoch)?.name;
	const fork = name === undefined ? undefined : executionFork[name];
	if (fork === undefined)
		throw unsupported(`the rules of ${name ?? "no fork"}`);
	const limit = network.blobSchedule?.findLast((one) => one.epoch <= epoch);
	return {
		chainId: network.chainId,
		fork,
		blobFeeFraction: fractions.get(limit?.maxBlobs ?? mostBlobs(fork)) ?? null,
		strange: [],
	};
};

/** @throws vm-unsupported for a rollup whose profile names no machine that we have, or none for that time */
export const rollupRules = (
	{ title, chainId, vm }: Pick<RollupProfile, "title" | "chainId" | "vm">,
	timestampS: number,
): EvmRules => {
	if (vm === undefined)
		throw unsupported(`the profile of ${title} names no machine`);
	const fork = vm.forks.findLast(({ fromS }) => fromS <= timestampS)?.name;
	if (fork === undefined)
		throw unsupported(`${title} at ${timestampS} has rules from before`);
	const {
		strange,
		strangePrefixes,
		unlike,
	}: Pick<EvmRules, "strange" | "strangePrefixes" | "unlike"> = vm;
	return {
		chainId,
		fork,
		blobFeeFraction: fractions.get(mostBlobs(fork)) ?? null,
		strange,
		strangePrefixes,
		unlike,
	};
};
