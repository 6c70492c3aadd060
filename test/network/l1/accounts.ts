// The funded accounts: the ten of the phrase that every Ethereum development tool uses. Everybody knows these keys.

import { HDKey } from "@scure/bip32";
import { mnemonicToSeedSync } from "@scure/bip39";
import { privateKeyToAddress } from "viem/accounts";
import { type Hex, toHex } from "../../../src/base/bytes.ts";

export type Account = { readonly address: Hex; readonly privateKey: Hex };

export const mnemonic =
	"test test test test test test test test test test test junk";

/** Accounts 0 to `count` − 1 at m/44'/60'/0'/0/i. */
export const deriveAccounts = (count = 10): readonly Account[] => {
	const root = HDKey.fromMasterSeed(mnemonicToSeedSync(mnemonic));
	return Array.from({ length: count }, (_, i) => {
		const { privateKey } = root.derive(`m/44'/60'/0'/0/${i}`);
		if (privateKey === null) throw new Error(`no private key ${i}`);
		const key = toHex(privateKey);
		const address: Hex = `0x${privateKeyToAddress(key).slice(2).toLowerCase()}`;
		return { address, privateKey: key };
	});
};
