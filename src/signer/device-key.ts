// The addresses that the public key of a hardware wallet leads to. A public key alone: nothing here can sign for them.

import { HDKey } from "@scure/bip32";
import { fromHex, type Hex } from "../base/bytes.ts";
import { Fault } from "../base/fault.ts";
import { addressOfPublicKey } from "../crypto/secp256k1.ts";
import type { AccountKey } from "../protocol/device.ts";

/** Source: BIP-32, public parent key to public child key. @throws device-answer when it is no key of the curve */
export const addressesBelow = (
	{ publicKey, chainCode, below }: AccountKey,
	from: number,
	count: number,
): readonly { readonly index: number; readonly address: Hex }[] => {
	const child = (key: HDKey, index: number): HDKey => key.deriveChild(index);
	try {
		const parent = below.reduce(
			child,
			new HDKey({
				publicKey: fromHex(publicKey, 33),
				chainCode: fromHex(chainCode, 32),
			}),
		);
		return Array.from({ length: count }, (_, i) => {
			const index = from + i;
			const { publicKey: found } = child(parent, index);
			if (found === null) throw new RangeError('"publicKey" has no child');
			return { index, address: addressOfPublicKey(found) };
		});
	} catch (thrown) {
		throw new Fault("device-answer", `no key of an account: ${thrown}`);
	}
};
