// Nodes of a layer 2 that are asked by a protocol of its kind's own: what goes through rooms that do not know it.

export type LayerNodes = {
	/** Who can ask them. */
	readonly kind: string;
};
