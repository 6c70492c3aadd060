// Accounts of the reference rollup for tests and for `npm run network`: one for each funded L1 account, with a key that
// everybody can make.

import { deriveAccounts } from "../l1/accounts.ts";
import { ether } from "../op/setup.ts";
import { publicKey, secretOf } from "./eddsa.ts";
import type { Deposit } from "./handle.ts";

/** The secret of the key that L1 account number `index` has on the rollup. */
export const testSecret = (index: number): bigint =>
	secretOf(`reference rollup: account ${index}`);

/** Ten ether each for the first `count` accounts. */
export const testDeposits = (count = 4): readonly Deposit[] =>
	deriveAccounts(count).map(({ address }, index) => ({
		key: publicKey(testSecret(index)),
		owner: address,
		amountWei: 10n * ether,
	}));
