// What of an answer may leave for a site: results and events as they are; faults without the names of the user's endpoints.

import { isHex } from "../../src/base/bytes.ts";
import {
	type FaultCode,
	type FaultKind,
	faults,
} from "../../src/base/faults.ts";
import { faultWords } from "../../src/words/faults.ts";

/** Kinds whose detail speaks of the site's own request or of the chain, never of an endpoint or of this device. */
const told: readonly FaultKind[] = [
	"malformed",
	"unsupported",
	"unproven",
	"refused",
];

const isCode = (name: unknown): name is FaultCode =>
	typeof name === "string" && Object.hasOwn(faults, name);

/** For whoever reads the site's error; the script in the page has no words of its own for what the wallet says. */
const siteWords = (code: FaultCode): string => {
	const { says, todo } = faultWords(code);
	return `${says} ${todo}`;
};

export const forSite = (message: unknown): unknown => {
	if (typeof message !== "object" || message === null || !("fault" in message))
		return message;
	const { fault } = message;
	const id = "id" in message ? message.id : null;
	const code =
		typeof fault === "object" && fault !== null && "code" in fault
			? fault.code
			: undefined;
	if (!isCode(code))
		return {
			id,
			fault: {
				code: "internal",
				kind: "internal",
				detail: "",
				source: null,
				words: siteWords("internal"),
			},
		};
	const kind: FaultKind = faults[code];
	const detail =
		typeof fault === "object" && fault !== null && "detail" in fault
			? fault.detail
			: "";
	// "malformed" bytes of an endpoint are not the site's business; its own bad request is.
	const tells =
		kind === "malformed" ? code === "bad-params" : told.includes(kind);
	// What a contract refuses with is the chain's, and the site's to read.
	const data =
		code === "call-reverted" &&
		typeof fault === "object" &&
		fault !== null &&
		"data" in fault
			? fault.data
			: undefined;
	return {
		id,
		fault: {
			code,
			kind,
			detail: tells ? detail : "",
			source: null,
			words: siteWords(code),
			...(isHex(data) ? { data } : {}),
		},
	};
};
