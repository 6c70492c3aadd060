// The fields of an execution header in their order, and a node's JSON header as the RLP it stands for. It must not know
// whether the header is true: state/header.ts compares the hash. Source: execution-specs, Header of each fork.

import * as d from "../base/decode.ts";
import { Fault } from "../base/fault.ts";
import { encodeRlp } from "../base/rlp.ts";
import { asBytes, asData, asQuantity, type FieldEncoder } from "./quantity.ts";

/** Name as in JSON-RPC, and encoding. A later fork adds at the end. */
export const headerFields = [
	["parentHash", asBytes(32)],
	["sha3Uncles", asBytes(32)],
	["miner", asBytes(20)],
	["stateRoot", asBytes(32)],
	["transactionsRoot", asBytes(32)],
	["receiptsRoot", asBytes(32)],
	["logsBloom", asBytes(256)],
	["difficulty", asQuantity],
	["number", asQuantity],
	["gasLimit", asQuantity],
	["gasUsed", asQuantity],
	["timestamp", asQuantity],
	["extraData", asData(1024)],
	["mixHash", asBytes(32)],
	["nonce", asBytes(8)],
	["baseFeePerGas", asQuantity], // London
	["withdrawalsRoot", asBytes(32)], // Shanghai
	["blobGasUsed", asQuantity], // Cancun
	["excessBlobGas", asQuantity],
	["parentBeaconBlockRoot", asBytes(32)],
	["requestsHash", asBytes(32)], // Prague
	["blockAccessListHash", asBytes(32)], // Amsterdam
	["slotNumber", asQuantity],
] as const satisfies readonly (readonly [string, FieldEncoder])[];

export type HeaderField = (typeof headerFields)[number][0];

/** Fields every header has. */
export const oldestFields = 15;

const fieldsOf = d.dictionary(d.anything, 200);

/**
 * The header's RLP: all fields up to the first that the node leaves out.
 * @throws bad-field when one of the oldest fields is missing or any is of the wrong shape.
 */
export const encodeHeader = (raw: unknown, path = "block"): Uint8Array => {
	const fields = fieldsOf(raw, path);
	const items: Uint8Array[] = [];
	for (const [name, encode] of headerFields) {
		const part = fields[name];
		if (part === undefined || part === null) {
			if (items.length < oldestFields)
				throw new Fault("bad-field", `"${path}.${name}" is missing`);
			break;
		}
		items.push(encode(part, `${path}.${name}`));
	}
	return encodeRlp(items);
};
