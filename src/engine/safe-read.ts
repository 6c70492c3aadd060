// A Safe read by proof. Which slots its lists stand in is only known from the lists: they are asked for by the Safe's own code over
// proved state, and the slots then proved at one block, where the lists have to be whole.

import { abiAddress, abiCall, abiWord } from "../base/abi.ts";
import { AbiReader } from "../base/abi-read.ts";
import { fromHex, type Hex } from "../base/bytes.ts";
import { Fault } from "../base/fault.ts";
import { selectorsOf } from "../crypto/selector.ts";
import type { WantedAccount } from "../state/capture.ts";
import { concludeSafe, type SafeState } from "../state/safe.ts";
import {
	isSafeProxy,
	mostSafeModules,
	mostSafeOwners,
	safeKeys,
	safeSlots,
	safeVersionOf,
	sentinel,
} from "../state/safe-layout.ts";
import { lowAddress } from "../state/storage-layout.ts";
import type { Verified } from "../trust/verified.ts";
import type { Calls } from "./calls.ts";
import { type AccountRead, type Reader, readOne } from "./reader.ts";

/** What a Safe's lists hold, which says in which slots they stand. */
export type SafePlaces = {
	readonly singleton: Hex;
	readonly owners: readonly Hex[];
	readonly modules: readonly Hex[];
	/** A hash, where it is also proved which owners agreed to it by transactions of their own. */
	readonly approving?: Hex;
};

const selectors = selectorsOf({
	owners: "getOwners()",
	modules: "getModulesPaginated(address,uint256)",
});

const addresses = (
	output: Hex,
	words: number,
	most: number,
	what: string,
): readonly Hex[] => {
	try {
		const parts = new AbiReader(fromHex(output), 0, words);
		return parts.list(most, 1, (one) => one.address());
	} catch (thrown) {
		if (thrown instanceof Fault && thrown.code === "bad-field")
			throw new Fault("safe-large", `${what}: ${thrown.detail}`);
		throw thrown;
	}
};

/**
 * What the Safe's own code says of its lists, once its code is proved to be a Safe's.
 * @throws safe-unknown, safe-large; what a missing proof fails with
 */
export const learnSafe = async (
	reader: Reader,
	calls: Pick<Calls, "call">,
	address: Hex,
): Promise<SafePlaces> => {
	const slots = [safeSlots.singleton];
	const { account, slots: read } = await readOne(
		reader,
		{ address, slots },
		"latest",
	);
	const { codeHash } = account.value;
	if (!isSafeProxy(codeHash))
		throw new Fault("safe-unknown", `the code of ${address} is ${codeHash}`);
	const singleton = lowAddress(read[0]?.value.word ?? 0n);
	const behind = await readOne(
		reader,
		{ address: singleton, slots: [] },
		"latest",
	);
	// nothing is run that is not known
	if (safeVersionOf(behind.account.value.codeHash) === null)
		throw new Fault("safe-unknown", `it runs ${singleton}`);
	const ask = (data: Hex) => calls.call({ to: address, data }, "latest");
	const owners = await ask(selectors.owners);
	const modules = await ask(
		abiCall(
			selectors.modules,
			abiAddress(sentinel),
			abiWord(mostSafeModules + 1),
		),
	);
	return {
		singleton,
		owners: addresses(owners, 1, mostSafeOwners, "owners"),
		modules: addresses(modules, 2, mostSafeModules, "modules"),
	};
};

/** What is proved of it, the Safe first. */
export const safeWanted = (
	address: Hex,
	{ singleton, owners, modules, approving }: SafePlaces,
): readonly WantedAccount[] => [
	{
		address,
		slots: [...safeKeys(owners, modules, approving)],
		code: true,
	},
	{ address: singleton, slots: [] },
];

/**
 * The Safe out of what was read for `safeWanted`.
 * @throws safe-unproved where the lists changed meanwhile; else as `concludeSafe`
 */
export const safeOf = (
	[safe, singleton]: readonly AccountRead[],
	{ approving }: SafePlaces,
): Verified<SafeState> => {
	if (safe === undefined || singleton === undefined)
		throw new Fault("internal", "a Safe is two accounts");
	try {
		return concludeSafe(safe.account, singleton.account, safe.slots, approving);
	} catch (thrown) {
		if (thrown instanceof Fault && thrown.code === "evidence-step")
			throw new Fault(
				"safe-unproved",
				`it changed meanwhile: ${thrown.detail}`,
			);
		throw thrown;
	}
};

/** The Safe at one block. @throws as `safeOf` */
export const proveSafe = async (
	reader: Reader,
	address: Hex,
	places: SafePlaces,
): Promise<Verified<SafeState>> => {
	const { reads } = await reader.read(safeWanted(address, places), "latest");
	return safeOf(reads, places);
};

/** The same where nothing is known of it yet. @throws as `learnSafe` and `safeOf` */
export const readSafe = async (
	reader: Reader,
	calls: Pick<Calls, "call">,
	address: Hex,
): Promise<Verified<SafeState>> =>
	proveSafe(reader, address, await learnSafe(reader, calls, address));
