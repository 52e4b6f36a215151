// Package translations has the rules that compare pages in other languages with their
// originals. The rules of other packages that are Translated judge these pages as well, on
// their own.
package translations
