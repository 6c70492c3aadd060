// The trail: one line, a knot for each check, broken where a check failed. Each knot opens to its facts.

import { useId, useState } from "preact/hooks";
import {
	ageWords,
	groupInText,
	millisWords,
	shortHex,
} from "../../../src/base/units.ts";
import type { TrailView } from "../../../src/protocol/views.ts";
import { useNow } from "../wallet.tsx";
import { Copy } from "./basic.tsx";
import { FaultNote } from "./fault.tsx";
import { Icon } from "./icon.tsx";

type KnotView = TrailView["knots"][number];

const dateWords = (timeS: number): string =>
	new Date(timeS * 1000).toLocaleString(undefined, {
		dateStyle: "medium",
		timeStyle: "medium",
	});

/** A fact's value; long hex is shortened in its middle and can be copied whole. */
const Value = ({
	name,
	value,
}: {
	readonly name: string;
	readonly value: string;
}) =>
	/^0x[0-9a-f]{9,}$/i.test(value) ? (
		<span class="hash">
			<code title={value}>{shortHex(value, 8)}</code>
			<Copy value={value} what={name} />
		</span>
	) : (
		<span>{value}</span>
	);

const Knot = ({
	knot,
	place,
	count,
	root,
	after,
}: {
	readonly knot: KnotView;
	readonly place: number;
	readonly count: number;
	readonly root: boolean;
	/** Comes after the break: drawn, but it holds nothing. */
	readonly after: boolean;
}) => {
	const [open, setOpen] = useState(knot.fault !== null);
	const id = useId();
	const now = useNow();
	const state =
		knot.fault !== null ? "failed" : after ? "after" : root ? "root" : "held";
	const took =
		knot.tookMs === null ? (root ? "you" : "") : millisWords(knot.tookMs);
	return (
		<li class={`knot ${state}`}>
			<button
				type="button"
				aria-expanded={open}
				aria-controls={id}
				aria-label={`Check ${place} of ${count}: ${knot.title}, ${
					knot.fault !== null
						? "failed, the line breaks here"
						: after
							? "rests on a failed check"
							: root
								? "accepted by you"
								: "holds"
				}`}
				onClick={() => setOpen(!open)}
			>
				<span class="knot-title">{knot.title}</span>
				<span class="took">{took}</span>
				<span class="knot-detail">{groupInText(knot.detail)}</span>
				<Icon name="down" size={14} />
			</button>
			<div id={id} class="knot-facts" hidden={!open}>
				{knot.fault === null ? null : <FaultNote fault={knot.fault} />}
				<dl class="facts">
					<div>
						<dt>Check</dt>
						<dd>
							<code>{knot.rule}</code>
						</dd>
					</div>
					{knot.asOfS === null ? null : (
						<div>
							<dt>True at</dt>
							<dd>
								{dateWords(knot.asOfS)}, {ageWords(knot.asOfS, now)}
							</dd>
						</div>
					)}
					{knot.facts.map(({ name, value }) => (
						<div key={name}>
							<dt>{name}</dt>
							<dd>
								<Value name={name} value={value} />
							</dd>
						</div>
					))}
					{knot.source === null && !root ? null : (
						<div>
							<dt>Bytes from</dt>
							<dd>{root ? "you" : knot.source}</dd>
						</div>
					)}
					{knot.tookMs === null ? null : (
						<div>
							<dt>Took</dt>
							<dd>{millisWords(knot.tookMs)} on this device</dd>
						</div>
					)}
				</dl>
			</div>
		</li>
	);
};

export const TrailLine = ({ trail }: { readonly trail: TrailView }) => {
	const broke = trail.knots.findIndex((knot) => knot.fault !== null);
	return (
		<ol
			class="trail"
			aria-label="The chain of reasons, from your checkpoint down"
		>
			{trail.knots.map((knot, i) => (
				<Knot
					// A trail is a list in order; the place of a knot is its identity.
					key={`${i}-${knot.rule}`}
					knot={knot}
					place={i + 1}
					count={trail.knots.length}
					root={knot.rule === "checkpoint"}
					after={broke >= 0 && i > broke}
				/>
			))}
		</ol>
	);
};
