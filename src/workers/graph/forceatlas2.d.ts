declare module 'graphology-layout-forceatlas2/iterate.js' {
  interface ForceAtlas2Options {
    readonly linLogMode: boolean;
    readonly outboundAttractionDistribution: boolean;
    readonly adjustSizes: boolean;
    readonly edgeWeightInfluence: number;
    readonly scalingRatio: number;
    readonly strongGravityMode: boolean;
    readonly gravity: number;
    readonly slowDown: number;
    readonly barnesHutOptimize: boolean;
    readonly barnesHutTheta: number;
  }
  /** One step, in place. Ten numbers for each node, three for each edge, whose ends are offsets into the nodes. */
  export default function iterate(options: ForceAtlas2Options, nodes: Float32Array, edges: Float32Array): object;
}
