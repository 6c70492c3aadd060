// Accounts of the reference rollup for tests and for `npm run network`: one for each of the funded L1 accounts, under the key
// that a wallet with the test phrase has there. The wallet's own rule for keys is used, so that a wallet finds them.

import { fromHex } from "../../../src/base/bytes.ts";
import { rollupSecret } from "../../l2/reference/secret.ts";
import { deriveAccounts } from "../l1/accounts.ts";
import { ether } from "../op/setup.ts";
import { publicKey } from "./eddsa.ts";
import type { Deposit } from "./handle.ts";
import { referenceChainId } from "./node.ts";

const accountsUpTo = (count: number) =>
	deriveAccounts(count).map(({ address, privateKey }) => ({
		address,
		secret: rollupSecret(fromHex(privateKey, 32), referenceChainId),
	}));

/** The secret of the key that L1 account number `index` has on the rollup. */
export const testSecret = (index: number): bigint => {
	const found = accountsUpTo(index + 1)[index];
	if (found === undefined) throw new RangeError(`no account ${index}`);
	return found.secret;
};

/** Ten ether each for the first `count` accounts. */
export const testDeposits = (count = 4): readonly Deposit[] =>
	accountsUpTo(count).map(({ address, secret }) => ({
		key: publicKey(secret),
		owner: address,
		amountWei: 10n * ether,
	}));
