// The drawn signs. All are decoration: the words beside them say the same, so screen readers skip them.

import type { GradeSymbol } from "../words.ts";

const Svg = ({
	size,
	box,
	children,
}: {
	readonly size: number;
	readonly box: number;
	readonly children: preact.ComponentChildren;
}) => (
	<svg
		aria-hidden="true"
		focusable="false"
		width={size}
		height={size}
		viewBox={`0 0 ${box} ${box}`}
		fill="none"
		stroke="currentColor"
		stroke-width="1.8"
		stroke-linecap="round"
		stroke-linejoin="round"
	>
		{children}
	</svg>
);

/** The instrument: a limb, two arms, the index arm between them. */
export const Mark = ({ size = 26 }: { readonly size?: number }) => (
	<span class="mark">
		<Svg size={size} box={24}>
			<path d="M3.6 18.6a15.6 15.6 0 0 1 16.8 0" />
			<path d="M12 4.6 6 17.4M12 4.6l6 12.8M12 4.6l2.1 11.9" />
			<circle cx="12" cy="3.4" r="1.7" fill="currentColor" stroke="none" />
		</Svg>
	</span>
);

/** The shape of a grade: what colour says, said without it. */
export const GradeShape = ({ shape }: { readonly shape: GradeSymbol }) => (
	<Svg size={14} box={14}>
		{shape === "full" ? (
			<>
				<circle cx="7" cy="7" r="6.2" fill="currentColor" stroke="none" />
				<path d="M4.2 7.3l2 2 3.7-4.4" class="cut" />
			</>
		) : shape === "check" ? (
			<path d="M2.2 7.6l3 3L11.8 3.8" />
		) : shape === "twice" ? (
			<path d="M1 7.8l2.7 2.7L9 4.2M6.6 10l.5.5L13 4.2" />
		) : shape === "half" ? (
			<>
				<circle cx="7" cy="7" r="5.4" />
				<path d="M7 1.6a5.4 5.4 0 0 1 0 10.8z" fill="currentColor" />
			</>
		) : shape === "dashed" ? (
			<circle cx="7" cy="7" r="5.4" stroke-dasharray="2.7 2.2" />
		) : (
			<path d="M3 7h8" />
		)}
	</Svg>
);

const paths = {
	back: "M14.5 5 7.5 12l7 7",
	on: "M9.5 5l7 7-7 7",
	down: "M5 9.5l7 7 7-7",
	copy: "M9 9h10v10H9zM15 9V5H5v10h4",
	done: "M5 12.5l4.5 4.5L19 7.5",
	plus: "M12 5v14M5 12h14",
	minus: "M5 12h14",
	lock: "M6.5 11h11v8.5h-11zM8.5 11V8a3.5 3.5 0 0 1 7 0v3",
	stop: "M8.2 3.5h7.6l4.7 4.7v7.6l-4.7 4.7H8.2l-4.7-4.7V8.2zM12 8v5M12 16.2v.1",
	wait: "M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18zM12 7v5.2l3.4 2",
	settings:
		"M4 8h8.5M18 8h2M12.5 8a2.75 2.75 0 1 0 5.5 0 2.75 2.75 0 1 0-5.5 0M4 16.5h2M11.5 16.5H20M6 16.5a2.75 2.75 0 1 0 5.5 0 2.75 2.75 0 1 0-5.5 0",
	assets:
		"M4.5 6.5c0-4 15-4 15 0s-15 4-15 0M4.5 6.5v11c0 4 15 4 15 0v-11M4.5 12c0 4 15 4 15 0",
	activity:
		"M8.5 6.5H20M8.5 12H20M8.5 17.5H20M4.5 6.5v.1M4.5 12v.1M4.5 17.5v.1",
	sites:
		"M12 20.5a8.5 8.5 0 1 0 0-17 8.5 8.5 0 0 0 0 17zM3.5 12h17M12 3.5c4 4.5 4 12.5 0 17M12 3.5c-4 4.5-4 12.5 0 17",
	receive: "M17.5 6.5 7 17M7 8v9h9",
	send: "M6.5 17.5 17 7M8 7h9v9",
	search: "M10.5 17a6.5 6.5 0 1 0 0-13 6.5 6.5 0 0 0 0 13zM15.5 15.5 20 20",
	broken: "M12 3v5M12 16v5M8.5 10.5l2 1.5M15.5 13.5l-2-1.5",
} as const;

export const Icon = ({
	name,
	size = 18,
}: {
	readonly name: keyof typeof paths;
	readonly size?: number;
}) => (
	<Svg size={size} box={24}>
		<path d={paths[name]} />
	</Svg>
);
