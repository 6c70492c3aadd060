// Safe accounts as their published contracts lay them out: which code is one, and where its facts stand. Nothing is guessed: of
// other code, whatever it calls itself, nothing is known here.
// Source: https://github.com/safe-global/safe-smart-account, v1.3.0, v1.4.1 and v1.5.0, contracts/libraries/SafeStorage.sol,
// base/*.sol; code hashes by the packages' own builds, which are those of the deployments that the project lists.

import type { Hex } from "../base/bytes.ts";
import { mappingSlot, wordHex } from "./storage-layout.ts";

export const safeVersions = ["1.3.0", "1.4.1", "1.5.0"] as const;
export type SafeVersion = (typeof safeVersions)[number];

type KnownCode = { readonly version: SafeVersion; readonly codeHash: Hex };

/** What a Safe's proxies run. */
const singletons: readonly KnownCode[] = [
	{
		version: "1.3.0",
		codeHash:
			"0xbba688fbdb21ad2bb58bc320638b43d94e7d100f6f3ebaab0a4e4de6304b1c2e",
	},
	// the same with events, as layer 2s use it
	{
		version: "1.3.0",
		codeHash:
			"0x21842597390c4c6e3c1239e434a682b054bd9548eee5e9b1d6a4482731023c0f",
	},
	{
		version: "1.4.1",
		codeHash:
			"0x1fe2df852ba3299d6534ef416eefa406e56ced995bca886ab7a553e6d0c5e1c4",
	},
	{
		version: "1.4.1",
		codeHash:
			"0xb1f926978a0f44a2c0ec8fe822418ae969bd8c3f18d61e5103100339894f81ff",
	},
	{
		version: "1.5.0",
		codeHash:
			"0xdda019cbd7c867a533a2a86e5c53434fdc50b13122b5a5ddb4a8df61b31c20f2",
	},
	{
		version: "1.5.0",
		codeHash:
			"0x180193227186ccb85316c94db1f0d156ed932b14712cfaac78901899178572dc",
	},
];

/** What stands at a Safe's own address. Each runs whatever its first slot names, and nothing else of its own. */
const proxies: readonly Hex[] = [
	"0xb89c1b3bdf2cf8827818646bce9a8f6e372885f8c55e5c07acbd307cb133b000",
	"0xd7d408ebcd99b2b70be43e20253d6d92a8ea8fab29bd3be7f55b10032331fb4c",
	"0x4e381985ca68b3e5d27b4425fa581c19cf33146d3f887a3cfca96f55528ea46f",
];

export const isSafeProxy = (codeHash: Hex): boolean =>
	proxies.includes(codeHash);

export const safeVersionOf = (codeHash: Hex): SafeVersion | null =>
	singletons.find((one) => one.codeHash === codeHash)?.version ?? null;

/** Where both lists begin and end. */
export const sentinel: Hex = `0x${"0".repeat(39)}1`;

/** More than these are not read: what a person is shown has to be looked through, and a proof has room for so many. */
export const mostSafeOwners = 40;
export const mostSafeModules = 8;

/** Fields of a slot each, in the order in which they are proved. */
export const safeSlots = {
	singleton: wordHex(0),
	ownerCount: wordHex(3),
	threshold: wordHex(4),
	nonce: wordHex(5),
	/** keccak256("fallback_manager.handler.address") */
	fallbackHandler:
		"0x6c9a6c4a39284e37ed1cf53d337577d14212a4870fb976a4366c693b939918d5",
	/** keccak256("guard_manager.guard.address") */
	guard: "0x4a204f620c8c5ccdca3fd54d003badd85ba500436a431f0cbda4f558c93c34c8",
	/** keccak256("module_manager.module_guard.address"), from 1.5.0 on */
	moduleGuard:
		"0xb104e0b93118902c651344349b610029d694cfdec91c589c91ebafbcd0289947",
} as const satisfies { readonly [name: string]: Hex };

/** Which comes after it in the list of owners, or of modules. */
export const ownerSlot = (after: Hex): Hex => mappingSlot(wordHex(after), 2);
export const moduleSlot = (after: Hex): Hex => mappingSlot(wordHex(after), 1);

/** Whether an owner agreed to that hash by a transaction of his own: any but zero. */
export const approvedSlot = (owner: Hex, hash: Hex): Hex =>
	mappingSlot(hash, BigInt(mappingSlot(wordHex(owner), 8)));

/**
 * The slots in which all of a Safe with these lists stands, in the order in which they are proved.
 * @param approving a hash of which it is asked which owners agreed to it by transactions of their own
 */
export const safeKeys = (
	owners: readonly Hex[],
	modules: readonly Hex[],
	approving: Hex | null = null,
): readonly Hex[] => [
	...Object.values(safeSlots),
	...[sentinel, ...owners].map(ownerSlot),
	...[sentinel, ...modules].map(moduleSlot),
	...(approving === null
		? []
		: owners.map((owner) => approvedSlot(owner, approving))),
];
