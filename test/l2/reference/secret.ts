// The secret of an account's key on the reference rollup, derived by Node's own HKDF: what the signer derives is held against it.

import { hkdfSync } from "node:crypto";
import { secretFrom } from "../../../src/crypto/baby-jubjub.ts";
import { rollupKeyInfo } from "../../../src/l2/reference/checks/signature.ts";

export const rollupSecret = (privateKey: Uint8Array, chainId: number): bigint =>
	secretFrom(
		new Uint8Array(
			hkdfSync(
				"sha256",
				privateKey,
				new Uint8Array(),
				rollupKeyInfo(chainId),
				64,
			),
		),
	);
