// A QR code, always dark on light, whatever the colours of the page: cameras read nothing else well. What draws it is loaded with
// the first one.

import { useEffect, useState } from "preact/hooks";

/** Light modules around it, as the standard asks for. */
export const quietZone = 4;

/** The dark modules as the path of a picture, one unit to a module, and how many units a side has. */
export type QrPath = { readonly path: string; readonly side: number };

/** Each row's dark modules in a line drawn as one. */
export const qrPathOf = (rows: readonly (readonly boolean[])[]): QrPath => {
	let path = "";
	for (const [y, row] of rows.entries())
		for (let x = 0; x < row.length; x++) {
			if (row[x] !== true) continue;
			const from = x;
			while (row[x + 1] === true) x++;
			path += `M${from} ${y}h${x - from + 1}v1h${from - x - 1}z`;
		}
	return { path, side: rows.length };
};

/** @throws RangeError when the text is too long for any */
export const qrOf = async (text: string): Promise<QrPath> => {
	const { encodeQR } = await import("qr");
	return qrPathOf(encodeQR(text, "raw", { border: quietZone, ecc: "low" }));
};

export const Qr = ({
	text,
	label,
}: {
	readonly text: string;
	/** What it is, for who does not see it. */
	readonly label: string;
}) => {
	const [drawn, setDrawn] = useState<QrPath | null>(null);
	useEffect(() => {
		let isNow = true;
		qrOf(text).then(
			(next) => {
				if (isNow) setDrawn(next);
			},
			// Then the place stays empty: what it would say stands beside it.
			() => {},
		);
		return () => {
			isNow = false;
		};
	}, [text]);
	const side = drawn?.side ?? 1;
	return (
		<svg
			class="qr"
			viewBox={`0 0 ${side} ${side}`}
			role="img"
			aria-label={label}
			shape-rendering="crispEdges"
		>
			<rect width={side} height={side} fill="#fff" />
			{drawn === null ? null : <path d={drawn.path} fill="#000" />}
		</svg>
	);
};
