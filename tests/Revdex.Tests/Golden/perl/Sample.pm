package Shop::Order;

use strict;
use warnings;
use parent 'Shop::Entity';
use List::Util qw(sum max);
use Shop::Stock ();
require Shop::Legacy;
use constant MAX_ORDERS => 100;
use constant { OPEN => 0, PAID => 1 };

our $VERSION = '1.4';
our @EXPORT_OK = qw(total_of parse);
my $attempts = 0;
my %stock = (apples => 3, pears => 4);

=head1 NAME

Shop::Order - one order

=cut

# Makes an order.
sub new {
    my ($class, %args) = @_;
    my $self = $class->SUPER::new(%args);
    $self->{number} = $args{number} // 0;
    $self->{lines} = [];
    $attempts++;
    return bless $self, $class;
}

sub number { $_[0]->{number} }

sub total {
    my ($self, $rate) = @_;
    my $sum = 0;
    foreach my $line (@{ $self->{lines} }) {
        $sum += $line->{price} * $line->{count};
    }
    $sum *= (1 + $rate) if defined $rate;
    return $sum;
}

sub total_of(\@) {
    my $orders = shift;
    return sum(map { $_->total } @$orders);
}

sub parse {
    my $text = shift;
    if ($text =~ /^(\d+)\s+(\w+)$/) {
        return __PACKAGE__->new(number => $1, customer => $2);
    } elsif ($text eq 'max') {
        return Shop::Order->new(number => MAX_ORDERS);
    }
    die "not an order: $text\n" unless Shop::Legacy::is_order($text);
    local $Shop::Legacy::Strict = 1;
    return Shop::Legacy->convert($text);
}

my $double = sub { my $x = shift; $x * 2 };

{
    package Shop::Line;

    sub price { my $self = shift; return $self->{price}; }
}

package main;

my $order = Shop::Order::parse("4 ada");
my @numbers = map { $double->($_) } grep { $_ > 1 } (1 .. 3);
print "Order ", $order->number, " of $stock{apples}: @numbers\n";
printf STDERR "%d\n", total_of(@{[$order]});
open(my $file, '<', $ENV{SHOP_FILE}) or die $!;
while (my $row = <$file>) {
    chomp $row;
    next if $row =~ s/^#//;
    push @Shop::Order::rows, $row;
}
close $file;
my $method = $order->can('total');
$order->$method(0.19);
&total_of([]);
1;
