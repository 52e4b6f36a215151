// Package links has the rules about where pages lead: links, their labels, anchors and
// references, related errors, images, and whether the page itself is published.
//
// Catalog resolves links to pages and codes before; the rules report what led nowhere.
package links
