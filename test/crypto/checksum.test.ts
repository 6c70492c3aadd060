import { expect, test } from "vitest";
import { checksummed, hasRightCapitals } from "../../src/crypto/checksum.ts";

// https://eips.ethereum.org/EIPS/eip-55, its test cases
const given = [
	"0x52908400098527886E0F7030069857D2E4169EE7",
	"0x8617E340B3D01FA5F11F306F4090FD50E238070D",
	"0xde709f2102306220921060314715629080e2fb77",
	"0x27b1fdb04752bbc536007a920d24acb045561c26",
	"0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed",
	"0xfB6916095ca1df60bB79Ce92cE3Ea74c37c5d359",
	"0xdbF03B407c01E7cD3CBea99509d93f8DDDC8C6FB",
	"0xD1220A0cf47c7B9Be7A2E6BA89F429762e7b9aDb",
];

test("gives the capitals of the standard's addresses, whatever case they come in", () => {
	for (const address of given)
		for (const typed of [
			address,
			address.toLowerCase(),
			`0x${address.slice(2).toUpperCase()}`,
		])
			expect(checksummed(typed)).toBe(address);
});

test("refuses one letter in the other case, and takes what has one case alone", () => {
	for (const address of given.slice(4)) {
		expect(hasRightCapitals(address)).toBe(true);
		expect(hasRightCapitals(address.toLowerCase())).toBe(true);
		expect(hasRightCapitals(`0x${address.slice(2).toUpperCase()}`)).toBe(true);
		const at = [...address].findIndex((c, i) => i > 1 && /[a-f]/i.test(c));
		const letter = address.charAt(at);
		const other =
			letter === letter.toLowerCase()
				? letter.toUpperCase()
				: letter.toLowerCase();
		expect(
			hasRightCapitals(address.slice(0, at) + other + address.slice(at + 1)),
		).toBe(false);
	}
});
