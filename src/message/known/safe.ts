// A Safe's transaction, to which one of its owners agrees by signing.
// Source: https://github.com/safe-global/safe-smart-account/blob/main/contracts/Safe.sol

import { fromHex, type Hex } from "../../base/bytes.ts";
import { Fault } from "../../base/fault.ts";
import { mostMessageBytes } from "../../protocol/message-views.ts";
import { readPersonal } from "../personal.ts";
import { bigIn, hexIn, type Recognize, textIn } from "./standard.ts";

const safeTx =
	"SafeTx(address to,uint256 value,bytes data,uint8 operation,uint256 safeTxGas,uint256 baseGas,uint256 gasPrice,address gasToken,address refundReceiver,uint256 nonce)";

/** The contract the domain names is the Safe. Those before 1.3.0 name no chain. */
export const safe: Recognize = ({ domain, type, data }) => {
	const { name, version, salt, verifyingContract } = domain;
	// before 1.0.0 one field had another name: nothing of this wallet reads such a Safe
	if (type === safeTx.replace("baseGas", "dataGas"))
		throw new Fault("safe-terms", "a Safe from before 1.0.0");
	if (
		type !== safeTx ||
		verifyingContract === null ||
		[name, version, salt].some((part) => part !== null)
	)
		return null;
	const { message } = data;
	const operation = textIn(message, "operation");
	const call = hexIn(message, "data");
	if (!["0", "1"].includes(operation)) return null;
	if (fromHex(call).length > mostMessageBytes)
		throw new Fault("too-large", "a call that nobody would look through");
	return {
		kind: "safe",
		safe: verifyingContract,
		to: hexIn(message, "to"),
		valueWei: textIn(message, "value"),
		data: call,
		isDelegated: operation === "1",
		nonce: textIn(message, "nonce"),
		refunds: bigIn(message, "gasPrice") > 0n,
		// read by its rule: src/receipt/safe-asked.ts
		calls: [],
	};
};

const safeMessage = "SafeMessage(bytes message)";

/**
 * What owners let a Safe say. Most who ask bring its hash alone, which says nothing.
 * @throws safe-message for what is no text that can be read
 */
export const safeText: Recognize = ({ domain, type, data }) => {
	const { name, version, salt, verifyingContract } = domain;
	if (
		type !== safeMessage ||
		verifyingContract === null ||
		[name, version, salt].some((part) => part !== null)
	)
		return null;
	const bytes = hexIn(data.message, "message");
	const text = textOf(bytes);
	if (text === null)
		throw new Fault("safe-message", `${bytes.length / 2 - 1} bytes`);
	return { kind: "safe-text", safe: verifyingContract, text };
};

const textOf = (bytes: Hex): string | null => {
	try {
		const { text, isHash } = readPersonal(bytes);
		return isHash ? null : text;
	} catch (thrown) {
		if (thrown instanceof Fault) return null;
		throw thrown;
	}
};

/** The same as JSON, for a plain call: what an owner signs by it. */
export const safeTyped = (
	chainId: number,
	asked: {
		readonly safe: Hex;
		readonly to: Hex;
		readonly valueWei: string;
		readonly data: Hex;
		readonly nonce: number;
	},
): string => {
	const { safe: verifyingContract, to, valueWei: value, data, nonce } = asked;
	const nobody = `0x${"0".repeat(40)}`;
	return JSON.stringify({
		domain: { chainId, verifyingContract },
		primaryType: "SafeTx",
		types: {
			EIP712Domain: [
				{ name: "chainId", type: "uint256" },
				{ name: "verifyingContract", type: "address" },
			],
			SafeTx: safeTx
				.slice("SafeTx(".length, -1)
				.split(",")
				.map((field) => {
					const [type, name] = field.split(" ");
					return { name, type };
				}),
		},
		message: {
			...{ to, value, data, operation: 0, safeTxGas: "0", baseGas: "0" },
			...{ gasPrice: "0", gasToken: nobody, refundReceiver: nobody },
			nonce: String(nonce),
		},
	});
};
