// Addresses and names as people write them.

import { type Hex, isHex } from "../../src/base/bytes.ts";
import { hasRightCapitals } from "../../src/crypto/checksum.ts";
import { say } from "./say/say.ts";

export type TypedAddress =
	| { readonly address: Hex; readonly wrong: null }
	| { readonly address: null; readonly wrong: string };

/** What a person typed or pasted as an address; capitals that do not match their checksum are refused. */
export const typedAddress = (typed: string): TypedAddress => {
	// as this wallet prints it, in groups
	const text = typed.replace(/\s/g, "");
	const no = (wrong: string): TypedAddress => ({ address: null, wrong });
	if (!text.startsWith("0x")) return no(say().fields.anAddressStartsWith0x);
	if (!isHex(text, 20))
		return no(
			text.length === 42
				? say().fields.itContainsACharacterThatNo
				: say().fields.anAddressHas42CharactersThis(text.length),
		);
	if (!hasRightCapitals(text))
		return no(say().fields.oneCharacterIsWrongTheCapitals);
	const address = text.toLowerCase();
	return isHex(address, 20)
		? { address, wrong: null }
		: no(say().fields.itContainsACharacterThatNo);
};

/** Could it be a name of ENS: no address, and a dot inside? */
export const isTypedName = (typed: string): boolean =>
	/^[^\s.][^\s]*\.[^\s.]+$/.test(typed.trim()) &&
	!isHex(typed.trim(), 20) &&
	typed.length <= 255;
