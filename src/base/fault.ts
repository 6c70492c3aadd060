// Fault: the one error class of Sextant. It names who is to blame (kind), which rule failed (code),
// and whose bytes failed it (source). It knows nothing of Ethereum.

import { type FaultCode, type FaultKind, faults } from "./faults.ts";

export type { FaultCode, FaultKind };

/** Bytes that a contract gave for its refusal. */
type Data = `0x${string}`;

/** What a fault looks like on a message hop: JSON only. */
export type FaultJson = {
	readonly kind: FaultKind;
	readonly code: FaultCode;
	readonly detail: string;
	readonly source: string | null;
	/** Only where a contract refused. */
	readonly data?: Data;
};

/** Characters of a detail and of a source, as they travel. */
export const mostDetail = 1_000;
export const mostSource = 200;

/** What is cut shows that it is. */
const clipped = (text: string, most: number): string =>
	text.length <= most ? text : `${text.slice(0, most - 1)}…`;

/** Control and formatting characters: details quote files and nodes, and are printed on terminals and screens. */
const unseen = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu;

export class Fault extends Error {
	readonly kind: FaultKind;
	readonly code: FaultCode;
	/** The endpoint or file whose bytes failed, by the name the user gave it; null when nobody's did. */
	readonly source: string | null;
	/** What a contract refused with; null unless one did. */
	readonly data: Data | null;

	/** @param detail one line of facts: the field, the value expected, the value found. Never a secret. */
	constructor(
		code: FaultCode,
		detail: string,
		source: string | null = null,
		data: Data | null = null,
	) {
		super(`${code}: ${detail.replace(unseen, "\ufffd")}`);
		this.name = "Fault";
		this.kind = faults[code];
		this.code = code;
		this.source = source;
		this.data = data;
	}

	get detail(): string {
		return this.message.slice(this.code.length + 2);
	}

	/** The same fault with its source named, if it was not named before. */
	from(source: string): Fault {
		return this.source === null
			? new Fault(this.code, this.detail, source, this.data)
			: this;
	}

	/** As it travels: no longer than the other side takes, whatever a file or a node made of it. */
	toJson(): FaultJson {
		return {
			kind: this.kind,
			code: this.code,
			detail: clipped(this.detail, mostDetail),
			source: this.source === null ? null : clipped(this.source, mostSource),
			...(this.data === null ? {} : { data: this.data }),
		};
	}
}

/** A bug, a stop or a limit of our own: it tells nothing of any endpoint, and another one is no help. */
export const isOurs = ({ kind, code }: Fault): boolean =>
	kind === "internal" || kind === "busy" || code === "cancelled";

/** Any thrown value as a Fault; what is not one is our own bug and says so. */
export const asFault = (thrown: unknown, source?: string): Fault => {
	if (thrown instanceof Fault)
		return source === undefined ? thrown : thrown.from(source);
	const text = thrown instanceof Error ? thrown.message : String(thrown);
	return new Fault("internal", text.slice(0, 300), source ?? null);
};
